//! Works through items in batches, on several threads, and keeps their order.

use rayon::prelude::*;
use ua_gazetteer::output::{Id, MentionRecord};

use crate::output::Output;
use crate::tag::Take;

/// Bytes of input that a batch gathers for each thread.
const BATCH_BYTES: usize = 256 << 10;
/// Items that a batch gathers for each thread.
const BATCH_ITEMS: usize = 64;

/// What an item came to.
#[derive(Default)]
pub struct Answer {
    /// For standard output, encoded.
    pub out: Vec<u8>,
    /// For a table.
    pub mentions: Vec<(Id, Vec<MentionRecord>)>,
    /// For standard error, where the item is bad.
    pub problem: Option<String>,
}

impl Take for Answer {
    fn bytes(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn mentions(&mut self, id: &Id, mentions: Vec<MentionRecord>) -> anyhow::Result<()> {
        self.mentions.push((id.clone(), mentions));
        Ok(())
    }
}

/// Works through items.
pub struct Runner<'a, Item> {
    answer: Box<dyn Fn(Item) -> Answer + Sync + 'a>,
    pool: Option<rayon::ThreadPool>,
    threads: usize,
    batch: Vec<Item>,
    bytes: usize,
}

impl<'a, Item: Send> Runner<'a, Item> {
    pub fn new(threads: usize, answer: impl Fn(Item) -> Answer + Sync + 'a) -> anyhow::Result<Self> {
        let pool = match threads {
            0 | 1 => None,
            _ => Some(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?),
        };
        Ok(Runner { answer: Box::new(answer), pool, threads: threads.max(1), batch: Vec::new(), bytes: 0 })
    }

    /// Takes an item of so many bytes; `more` says that another one is at hand.
    pub fn push(&mut self, item: Item, bytes: usize, more: bool, output: &mut Output) -> anyhow::Result<()> {
        self.batch.push(item);
        self.bytes += bytes;
        let full = self.bytes >= BATCH_BYTES * self.threads || self.batch.len() >= BATCH_ITEMS * self.threads;
        if self.pool.is_none() || full || !more {
            self.finish(output)?;
        }
        if !more {
            output.flush()?;
        }
        Ok(())
    }

    /// Answers what is left.
    pub fn finish(&mut self, output: &mut Output) -> anyhow::Result<()> {
        let batch = std::mem::take(&mut self.batch);
        let answers: Vec<Answer> = match &self.pool {
            Some(pool) => pool.install(|| batch.into_par_iter().map(&self.answer).collect()),
            None => batch.into_iter().map(&self.answer).collect(),
        };
        for answer in answers {
            output.write(&answer.out)?;
            for (id, mentions) in answer.mentions {
                output.mentions(&id, mentions)?;
            }
            if let Some(problem) = answer.problem {
                output.bad(&problem);
            }
        }
        output.advance(std::mem::take(&mut self.bytes));
        Ok(())
    }
}

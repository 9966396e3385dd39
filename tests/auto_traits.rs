//! What threads may share and move, so that a change of a field does not take it from callers unseen.

use std::panic::{RefUnwindSafe, UnwindSafe};

use ua_gazetteer::gazetteer::{Candidate, GazetteerBuilder, Info, Place};
use ua_gazetteer::matcher::{Found, Matcher};
use ua_gazetteer::{Document, Gazetteer, Mention, Recognizer, RecognizerBuilder};

fn is_shared<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}

#[test]
fn threads_share_all_of_it() {
    is_shared::<Gazetteer>();
    is_shared::<GazetteerBuilder>();
    is_shared::<Info>();
    is_shared::<Place<'_>>();
    is_shared::<Candidate<'_>>();
    is_shared::<Matcher>();
    is_shared::<Found>();
    is_shared::<Recognizer>();
    is_shared::<RecognizerBuilder>();
    is_shared::<Document<'_>>();
    is_shared::<Mention<'_>>();
}

/// One recognizer serves several threads, and each gets what one thread alone gets.
#[cfg(feature = "embedded")]
#[test]
fn threads_agree() {
    let recognizer = Recognizer::builder().build();
    let text =
        "Бої тривають біля Синьківки та Іванівки Куп'янського району. Attacks near Bakhmut were repelled.";
    let ids = |recognizer: &Recognizer| -> Vec<Option<String>> {
        let document = recognizer.recognize(text);
        document
            .mentions()
            .iter()
            .map(|mention| mention.place().map(|place| place.id().to_string()))
            .collect()
    };
    let alone = ids(&recognizer);
    assert!(alone.len() >= 3, "{alone:?}");
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(|| ids(&recognizer))).collect();
        for worker in workers {
            assert_eq!(worker.join().expect("no thread panics"), alone);
        }
    });
}

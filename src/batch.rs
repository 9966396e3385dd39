//! Many texts at once, on several threads.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::mention::Document;
use crate::recognizer::Recognizer;

impl Recognizer {
    /// What each of many texts names, in the order of the texts, on the threads of the current `rayon` pool: the global
    /// one, or that of [`rayon::ThreadPool::install`]. Only with the feature `rayon`.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let recognizer = ua_gazetteer::Recognizer::builder().build();
    /// let documents = recognizer.recognize_batch(&["Shelling of Kherson.", "Nothing.", "Обстріляно Суми."]);
    /// let counts: Vec<usize> = documents.iter().map(|document| document.mentions().len()).collect();
    /// assert_eq!(counts, [1, 0, 1]);
    /// # }
    /// ```
    pub fn recognize_batch<'a, T: AsRef<str> + Sync>(&'a self, texts: &'a [T]) -> Vec<Document<'a>> {
        texts.par_iter().map(|text| self.recognize(text.as_ref())).collect()
    }

    /// As [`recognize_batch`](Recognizer::recognize_batch), each text with its day; a text without one has none, whatever
    /// [`published`](crate::RecognizerBuilder::published) said.
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// let recognizer = ua_gazetteer::Recognizer::builder().build();
    /// let texts = [("Бої біля Лимана.", "2022-05-20".parse().ok()), ("Бої біля Лимана.", None)];
    /// assert_eq!(recognizer.recognize_batch_on(&texts).len(), 2);
    /// # }
    /// ```
    pub fn recognize_batch_on<'a>(&'a self, texts: &[(&'a str, Option<Date>)]) -> Vec<Document<'a>> {
        texts.par_iter().map(|&(text, published)| self.recognize_on(text, published)).collect()
    }
}

//! The façade: from a text to what it names.

use jiff::civil::Date;

use crate::Gazetteer;
use crate::matcher::Matcher;
use crate::mention::{Document, Mention, MentionKind};
use crate::resolver::{self, Circumstances};
use crate::windows;

/// Recognizes and resolves what texts name. Immutable and cheap to clone: one serves all threads.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use ua_gazetteer::Recognizer;
/// let recognizer = Recognizer::builder().published("2023-11-26".parse()?).build();
/// let document = recognizer.recognize("Attacks near Synkivka and Ivanivka, Kharkiv region, were repelled.");
/// let ivanivka = document.mentions()[1].place().expect("one of 119 villages of that name");
/// assert_eq!(ivanivka.oblast().map(|oblast| oblast.name_en()), Some("Kharkiv Oblast"));
/// # }
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone)]
pub struct Recognizer {
    gazetteer: Gazetteer,
    matcher: Matcher,
    circumstances: Circumstances,
    kinds: Vec<MentionKind>,
    min_confidence: f32,
}

impl Recognizer {
    /// A recognizer with other than the usual settings.
    pub fn builder() -> RecognizerBuilder {
        RecognizerBuilder::default()
    }

    /// The gazetteer that it resolves names by.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// What a text names.
    pub fn recognize<'a>(&'a self, text: &'a str) -> Document<'a> {
        self.recognize_on(text, self.circumstances.published)
    }

    /// What a text of a certain day names.
    pub fn recognize_on<'a>(&'a self, text: &'a str, published: Option<Date>) -> Document<'a> {
        let mentions = self.windows(text, published).flat_map(|window| window.mentions).collect();
        Document { text, mentions }
    }

    /// As [`recognize_on`](Recognizer::recognize_on), window by window: a text past 1 MiB is resolved in overlapping
    /// windows of paragraphs, and here the mentions of each come as soon as they are found. The sequence is the same,
    /// every document is of the whole text, and memory stays that of a window.
    ///
    /// ```
    /// let recognizer = ua_gazetteer::Recognizer::builder().build();
    /// let long = "The line ran west of Chasiv Yar that day.\n\n".repeat(30_000);
    /// assert!(recognizer.windows(&long, None).count() > 1);
    /// ```
    pub fn windows<'a>(
        &'a self,
        text: &'a str,
        published: Option<Date>,
    ) -> impl Iterator<Item = Document<'a>> {
        let mut behind = 0;
        windows::windows(text).map(move |window| {
            let part = text.get(window.text.clone()).unwrap_or("");
            let found = self.whole(part, published);
            let mut mentions: Vec<Mention<'a>> = found
                .into_iter()
                .map(|mention| mention.moved(text, window.text.start))
                .filter(|mention| window.core.contains(&mention.start) && mention.start >= behind)
                .collect();
            behind = mentions.iter().map(|mention| mention.end).max().unwrap_or(behind);
            mentions.retain(|mention| self.wants(mention));
            Document { text, mentions }
        })
    }

    /// The mentions of a text that is resolved as one.
    fn whole<'a>(&'a self, text: &'a str, published: Option<Date>) -> Vec<Mention<'a>> {
        let circumstances = Circumstances { published, ..self.circumstances };
        let found = self.matcher.find(text);
        resolver::resolve(text, &self.gazetteer, &found, &circumstances)
    }

    fn wants(&self, mention: &Mention<'_>) -> bool {
        self.kinds.contains(&mention.kind()) && mention.confidence() >= self.min_confidence
    }
}

/// Settings of a [`Recognizer`].
///
/// ```
/// use ua_gazetteer::{Gazetteer, MentionKind, Recognizer, gazetteer::PlaceData};
/// let own = Gazetteer::builder()
///     .place(PlaceData { id: "own:1".into(), name_uk: "Дубовий Гай".into(), ..PlaceData::default() })
///     .build()?;
/// let recognizer = Recognizer::builder().gazetteer(own).kinds([MentionKind::Place]).build();
/// assert_eq!(recognizer.recognize("біля Дубового Гаю").mentions().len(), 1);
/// # Ok::<(), ua_gazetteer::gazetteer::PlaceError>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecognizerBuilder {
    gazetteer: Option<Gazetteer>,
    published: Option<Date>,
    hostilities: bool,
    unknown: bool,
    any_case: bool,
    kinds: Vec<MentionKind>,
    min_confidence: f32,
}

impl Default for RecognizerBuilder {
    fn default() -> Self {
        RecognizerBuilder {
            gazetteer: None,
            published: None,
            hostilities: true,
            unknown: true,
            any_case: false,
            kinds: MentionKind::ALL.to_vec(),
            min_confidence: 0.0,
        }
    }
}

impl RecognizerBuilder {
    /// The gazetteer to resolve names by; the embedded one unless told.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteer = Some(gazetteer);
        self
    }

    /// The day of the texts: what the register of hostilities says of that day then counts.
    pub fn published(mut self, date: Date) -> Self {
        self.published = Some(date);
        self
    }

    /// Whether the register of hostilities speaks for places; it does unless told.
    pub fn hostilities(mut self, counts: bool) -> Self {
        self.hostilities = counts;
        self
    }

    /// Whether capitalised words in the slot of a place are kept where no name fits; they are unless told.
    pub fn unknown(mut self, kept: bool) -> Self {
        self.unknown = kept;
        self
    }

    /// Whether names without a capital count too, for lower-case posts; they do not unless told.
    pub fn any_case(mut self, any_case: bool) -> Self {
        self.any_case = any_case;
        self
    }

    /// The kinds of mention to give; all unless told.
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = MentionKind>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// The least confidence of a mention, 0 to 1; 0 unless told.
    pub fn min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = least;
        self
    }

    /// The recognizer.
    pub fn build(self) -> Recognizer {
        let gazetteer = self.gazetteer.unwrap_or_else(default_gazetteer);
        Recognizer {
            matcher: Matcher::new(&gazetteer).any_case(self.any_case),
            circumstances: Circumstances {
                published: self.published,
                hostilities: self.hostilities,
                unknown: self.unknown,
                register_until: gazetteer.register_until(),
            },
            gazetteer,
            kinds: self.kinds,
            min_confidence: self.min_confidence,
        }
    }
}

#[cfg(feature = "embedded")]
fn default_gazetteer() -> Gazetteer {
    Gazetteer::embedded()
}

/// Without the embedded gazetteer nothing is known until a caller says it.
#[cfg(not(feature = "embedded"))]
fn default_gazetteer() -> Gazetteer {
    Gazetteer::empty()
}

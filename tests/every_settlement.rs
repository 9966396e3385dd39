//! Every settlement in every case: each form of its names is put into a sentence, and the whole way through the
//! recognizer must give a mention of just that form with the settlement among its candidates.
//!
//! A mention lists six candidates, and 119 villages are called Іванівка. So where a settlement is not listed, the
//! sentence is read once more with its raion in brackets behind the name, as reports do; no raion has more than five of
//! a name. Only then does it count as missed.
//!
//! Optimised builds read every form (`cargo test --release --test every_settlement -- --nocapture`), others a sample of
//! 3,000; `UA_GAZETTEER_FORMS=all` or a number says otherwise.
#![cfg(feature = "embedded")]
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, HashMap};

use ua_gazetteer::gazetteer::{Candidate, Place};
use ua_gazetteer::inflection::{self, Case};
use ua_gazetteer::{Gazetteer, Language, Recognizer, romanization};

/// Where a form of a case stands in a report.
const TEMPLATES: &[(Language, Case, &str)] = &[
    (Language::Ukrainian, Case::Nominative, "Під ударом {}."),
    (Language::Ukrainian, Case::Genitive, "Бої точаться біля {}."),
    (Language::Ukrainian, Case::Dative, "Новий наступ загрожує {}."),
    (Language::Ukrainian, Case::Accusative, "Артилерія обстріляла {}."),
    (Language::Ukrainian, Case::Instrumental, "Бої тривають під {}."),
    (Language::Ukrainian, Case::Locative, "Вибухи лунали в {}."),
    (Language::Ukrainian, Case::Vocative, "Тримайся, {}!"),
    (Language::Russian, Case::Nominative, "Под ударом {}."),
    (Language::Russian, Case::Genitive, "Бои идут возле {}."),
    (Language::Russian, Case::Dative, "Новое наступление угрожает {}."),
    (Language::Russian, Case::Accusative, "Артиллерия обстреляла {}."),
    (Language::Russian, Case::Instrumental, "Бои продолжаются под {}."),
    (Language::Russian, Case::Locative, "Взрывы слышны в {}."),
    (Language::English, Case::Nominative, "Shelling was reported near {}."),
];

/// The systems whose spellings are compiled.
const SYSTEMS: [&str; 5] = ["kmu-2010", "press", "bgn-pcgn-1965", "ru-press", "ru-bgn-pcgn-1947"];

/// A form of a name of a settlement.
struct Form<'g> {
    settlement: Place<'g>,
    text: String,
    /// The language of the sentence.
    language: Language,
    case: Case,
}

fn forms_of<'g>(settlement: Place<'g>) -> Vec<Form<'g>> {
    let mut forms = Vec::new();
    let mut add = |text: String, language, case| forms.push(Form { settlement, text, language, case });
    for (name, language) in
        [(settlement.name_uk(), Language::Ukrainian), (settlement.name_ru(), Language::Russian)]
    {
        // Vocatives are compiled of places that people address; nobody calls a village.
        let is_used = |form: &inflection::Form| {
            form.case != Case::Vocative || settlement.kind() == ua_gazetteer::gazetteer::PlaceKind::City
        };
        for form in inflection::forms(name, language).into_iter().filter(is_used) {
            add(form.text, language, form.case);
        }
        for id in SYSTEMS {
            let system = romanization::system(id).unwrap();
            if system.language == language {
                add(romanization::romanize(name, system), Language::English, Case::Nominative);
            }
        }
    }
    forms
}

/// Why a form is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Miss {
    /// No mention touches it.
    NotFound,
    /// A mention has some of it, or more.
    OtherSpan,
    /// What has its span is no place: a person, an organization.
    NoPlace,
    /// The mention does not list the settlement.
    NotListed,
}

struct Reader<'r> {
    recognizer: &'r Recognizer,
    /// What the plain sentence of a form gives.
    known: HashMap<(String, Language, Case), Result<Vec<String>, Miss>>,
}

impl<'r> Reader<'r> {
    /// The candidates of the mention that a form is in a sentence, with what stands behind the form.
    fn read(&self, form: &Form<'_>, behind: &str) -> Result<Vec<String>, Miss> {
        let template =
            TEMPLATES.iter().find(|(language, case, _)| (*language, *case) == (form.language, form.case));
        let (before, after) = template.unwrap().2.split_once("{}").unwrap();
        let text = format!("{before}{}{behind}{after}", form.text);
        // An apostrophe at the end may be a soft sign or a quotation mark: the mention ends before it.
        let (start, end) = (before.len(), before.len() + form.text.trim_end_matches('’').len());
        let document = self.recognizer.recognize(&text);
        let touching: Vec<_> = document
            .mentions()
            .iter()
            .filter(|mention| mention.span().start < end && start < mention.span().end)
            .collect();
        let Some(mention) = touching.iter().find(|mention| mention.span() == (start..end)) else {
            return Err(if touching.is_empty() { Miss::NotFound } else { Miss::OtherSpan });
        };
        let place = mention.place().ok_or(Miss::NoPlace)?;
        let alternatives = mention.alternatives().iter().map(Candidate::place);
        Ok(std::iter::once(place).chain(alternatives).map(|place| place.id().to_string()).collect())
    }

    /// Whether the settlement is a candidate of its form.
    fn check(&mut self, form: &Form<'_>) -> Result<(), Miss> {
        let key = (form.text.clone(), form.language, form.case);
        if !self.known.contains_key(&key) {
            let outcome = self.read(form, "");
            self.known.insert(key.clone(), outcome);
        }
        let listed = self.known[&key].as_ref().map_err(|miss| *miss)?;
        if listed.contains(&form.settlement.id().to_string()) {
            return Ok(());
        }
        let behind = form.settlement.raion().map_or_else(String::new, |raion| match form.language {
            Language::Ukrainian => format!(" ({} район)", raion.name_uk()),
            Language::Russian => format!(" ({} район)", raion.name_ru()),
            Language::English => format!(" ({} raion)", raion.name_en()),
        });
        let listed = self.read(form, &behind)?;
        listed.contains(&form.settlement.id().to_string()).then_some(()).ok_or(Miss::NotListed)
    }
}

/// How many forms are read: all, or one in so many.
fn sampled(forms: Vec<Form<'_>>) -> Vec<Form<'_>> {
    let wanted = std::env::var("UA_GAZETTEER_FORMS").ok();
    let wanted = match wanted.as_deref() {
        Some("all") => forms.len(),
        Some(number) => number.parse().unwrap(),
        None if cfg!(debug_assertions) => 3_000,
        None => forms.len(),
    };
    // Steps of a fixed irrational share of the whole: the same forms in every run, spread over all of them.
    let total = forms.len();
    if wanted >= total {
        return forms;
    }
    let chosen: std::collections::HashSet<usize> =
        (0..wanted).map(|n| (n as f64 * 0.618_033_988_749_895 % 1.0 * total as f64) as usize).collect();
    forms.into_iter().enumerate().filter(|(n, _)| chosen.contains(n)).map(|(_, form)| form).collect()
}

#[test]
fn every_form_of_every_settlement_is_found_in_a_sentence() {
    let gazetteer = Gazetteer::embedded();
    let forms: Vec<Form<'_>> =
        gazetteer.places().filter(Place::is_ukrainian_settlement).flat_map(forms_of).collect();
    assert!(forms.len() > 500_000, "only {} forms", forms.len());
    let recognizer = Recognizer::builder().build();
    let mut reader = Reader { recognizer: &recognizer, known: HashMap::new() };
    let mut tally: BTreeMap<(Language, Case), (usize, usize)> = BTreeMap::new();
    let mut misses: BTreeMap<Miss, Vec<String>> = BTreeMap::new();
    for form in sampled(forms) {
        let (right, all) = tally.entry((form.language, form.case)).or_default();
        *all += 1;
        match reader.check(&form) {
            Ok(()) => *right += 1,
            Err(miss) => misses.entry(miss).or_default().push(format!(
                "{} ({}, {:?} of {})",
                form.text,
                form.language.code(),
                form.case,
                form.settlement.name_uk()
            )),
        }
    }
    for (miss, forms) in &mut misses {
        forms.sort();
        let count = forms.len();
        forms.dedup();
        let step = (forms.len() / 40).max(1);
        println!(
            "{miss:?}: {count}, such as {}",
            forms.iter().step_by(step).cloned().collect::<Vec<_>>().join("; ")
        );
    }
    for ((language, case), (right, all)) in &tally {
        println!("{} {case:?}: {right} of {all}, {:.4}", language.code(), *right as f64 / *all as f64);
    }
    for (language, least) in
        [(Language::Ukrainian, 0.99), (Language::Russian, 0.98), (Language::English, 0.98)]
    {
        let of_language = tally.iter().filter(|((of, _), _)| *of == language).map(|(_, counts)| counts);
        let (right, all) = of_language.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
        let share = right as f64 / all as f64;
        assert!(share >= least, "{}: {share:.4} of {all} forms", language.code());
    }
}

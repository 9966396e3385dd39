//! Names that stand side by side: what is said of one of a list holds for the others.

use super::cues::{Cue, Cues};
use super::spans::Span;
use crate::gazetteer::Senses;

/// What a list says of its names: what stands before the first holds for the others, «біля Кам'янки, Лиману та
/// Зайцевого», and beside a name that is nothing else a doubtful one is likelier a place.
pub(super) fn mark_lists(text: &str, spans: &mut [Span<'_>]) {
    for list in
        spans.chunk_by_mut(|before, behind| are_listed(text, before, behind)).filter(|list| list.len() > 1)
    {
        let shared = list.first().map_or(Cues::NONE, |first| first.surroundings.cues.intersection(OF_LISTS));
        let is_plain = |span: &Span<'_>| span.senses == Senses::default() && !span.surroundings.is_adjective;
        let plain = list.iter().filter(|span| is_plain(span)).count();
        for span in list {
            let own = usize::from(is_plain(span));
            let around = &mut span.surroundings;
            around.cues = around.cues.union(shared);
            around.listed = plain - own;
        }
    }
}

/// Cues that hold for all names of a list.
pub(super) const OF_LISTS: Cues = Cues::of(&[Cue::Inhabited, Cue::Near, Cue::In, Cue::Of]);

/// Whether a stretch joins two names of a list.
pub(super) fn is_list_joint(gap: &str) -> bool {
    matches!(gap, ", " | " та " | " і " | " й " | " и " | " and " | ", and ")
}

/// Words between units that share a noun, where each has a number of its own: «23 над Курской, 17 над Белгородской, 4 — над
/// территорией Брянской областями».
const COUNTED_JOINTS: &[&str] =
    &["над", "в", "у", "на", "по", "и", "та", "і", "й", "а", "ещё", "еще", "ще", "территорией", "територією"];
/// Numbers in words that such counts have.
const NUMBERS: &[&str] = &[
    "один",
    "одна",
    "два",
    "две",
    "дві",
    "три",
    "чотири",
    "четыре",
    "п'ять",
    "пять",
    "шість",
    "шесть",
    "сім",
    "семь",
    "вісім",
    "восемь",
    "дев'ять",
    "девять",
    "десять",
];
/// So many letters of them at most.
const LONGEST_COUNTED_JOINT: usize = 64;

/// Whether a stretch joins two units that share a noun and have each a number.
pub(super) fn is_counted_joint(gap: &str) -> bool {
    if gap.len() > LONGEST_COUNTED_JOINT {
        return false;
    }
    let is_number = |word: &&str| NUMBERS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    let words = || gap.split([' ', ',', '—', '–', '-', '\u{a0}']).filter(|word| !word.is_empty());
    words().filter(is_number).count() == 1
        && words().all(|word| COUNTED_JOINTS.contains(&word) || is_number(&word))
}

/// Whether two neighbours stand in one list.
pub(super) fn are_listed(text: &str, before: &Span<'_>, behind: &Span<'_>) -> bool {
    text.get(before.mention_end..behind.start).is_some_and(is_list_joint)
}

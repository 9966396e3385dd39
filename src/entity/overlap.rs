//! One rule for overlaps: the longer mention wins, and nothing nests but a weapon inside a count.

use super::Found;
use super::kinds::EntityKind;

/// Of two mentions of one length, the kind that is told more surely comes first.
fn rank(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Coordinates => 0,
        EntityKind::MilitaryUnit => 1,
        EntityKind::Organization => 2,
        EntityKind::Date => 3,
        EntityKind::Person => 4,
        EntityKind::Count => 5,
        EntityKind::Weapon => 6,
    }
}

/// Keeps the mentions that the rule lets stand, sorted by start.
pub(super) fn settle(mut all: Vec<Found>) -> Vec<Found> {
    let length = |f: &Found| f.entity.span.end - f.entity.span.start;
    all.retain(|f| length(f) > 0);
    all.sort_by(|a, b| {
        let by_start = a.entity.span.start.cmp(&b.entity.span.start);
        by_start.then(length(b).cmp(&length(a))).then(rank(a.entity.kind()).cmp(&rank(b.entity.kind())))
    });
    let mut kept: Vec<Found> = Vec::with_capacity(all.len());
    for next in all {
        let mut stands = true;
        while let Some(last) = clash(&kept, &next) {
            if !beats(&next, &kept[last]) {
                stands = false;
                break;
            }
            kept.remove(last);
        }
        if stands {
            kept.push(next);
        }
    }
    kept
}

/// The most mentions that one mention may overlap: what is kept overlaps only as weapons in a count.
const MOST_OVERLAPS: usize = 8;

/// The last of the mentions kept that overlaps the next one and does not nest with it.
fn clash(kept: &[Found], next: &Found) -> Option<usize> {
    let from = kept.len().saturating_sub(MOST_OVERLAPS);
    let found =
        kept[from..].iter().rposition(|k| k.entity.span.end > next.entity.span.start && !nests(k, next));
    found.map(|at| from + at)
}

fn nests(outer: &Found, inner: &Found) -> bool {
    let (count, weapon) = match (outer.entity.kind(), inner.entity.kind()) {
        (EntityKind::Count, EntityKind::Weapon) => (outer, inner),
        (EntityKind::Weapon, EntityKind::Count) => (inner, outer),
        _ => return false,
    };
    let (count, weapon) = (&count.entity.span, &weapon.entity.span);
    count.start <= weapon.start && weapon.end <= count.end
}

fn beats(next: &Found, held: &Found) -> bool {
    let length = |f: &Found| f.entity.span.end - f.entity.span.start;
    (length(next), std::cmp::Reverse(rank(next.entity.kind())))
        > (length(held), std::cmp::Reverse(rank(held.entity.kind())))
}

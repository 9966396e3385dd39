use super::Found;
use super::document::Document;
pub(super) fn recognize(_doc: &Document) -> Vec<Found> {
    Vec::new()
}

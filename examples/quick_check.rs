//! One sentence in, places out: `cargo run --example quick_check`, or with a sentence of your own behind `--`.

use ua_gazetteer::Recognizer;

fn main() {
    let own = std::env::args().skip(1).collect::<Vec<_>>().join(" ");
    let usual = "Бої тривають біля Синьківки та Іванівки на Харківщині, обстріляно Куп'янськ.";
    let text = if own.is_empty() { usual } else { &own };
    let recognizer = Recognizer::builder().build();
    for mention in recognizer.recognize(text).mentions() {
        let span = mention.span();
        print!("{:>4}..{:<4} {:<24} {:.2}  ", span.start, span.end, mention.text(), mention.confidence());
        match mention.place() {
            Some(place) => {
                let oblast = place.oblast().map_or("", |oblast| oblast.name_en());
                let point = place
                    .point()
                    .map_or_else(String::new, |point| format!("{:.5}, {:.5}", point.y(), point.x()));
                println!("{} {}, {oblast}, {point}", place.kind(), place.name_en());
            }
            None => println!("{}", mention.kind()),
        }
    }
}

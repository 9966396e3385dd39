// Evidence comes as sentences in English. For Ukrainian each sort of sentence has its own; one that is new stays as it is.

// What names nothing else: the phrases of the features that compare places.
const PHRASES = {
  "its size": "більше за інші місця з цією назвою",
  "a former name": "колишня назва",
  "an alternate name": "інша назва",
  "a name of another language": "назва іншою мовою",
  "a vocative": "кличний відмінок",
  "a spelling that no system yields": "написання, якого не дає жодна система",
  "a word beside it says its kind": "слово поруч називає його вид",
  "a word beside it says another kind": "слово поруч називає інший вид",
  "a word beside it says what it is": "слово поруч каже, що це",
  "no word says that it is no settlement": "жодне слово не каже, що це не населений пункт",
  "a word beside it says that it is no settlement": "слово поруч каже, що це не населений пункт",
  "abroad": "за кордоном",
  "a unit without its noun": "назва одиниці без слова «область», «район» чи «громада»",
  "in the unit named beside it": "в одиниці, названій поруч",
  "outside the unit named beside it": "поза одиницею, названою поруч",
  "in a unit that the text names": "в одиниці, яку називає текст",
  "same hromada as other places of the text": "та сама громада, що й інші місця тексту",
  "same raion as other places of the text": "той самий район, що й інші місця тексту",
  "same oblast as other places of the text": "та сама область, що й інші місця тексту",
  "close to other places of the text": "близько до інших місць тексту",
  "around other places of the text": "навколо інших місць тексту",
  "near the direction that the text speaks of": "поблизу напрямку, про який ідеться",
  "as far from a place as the text says": "на відстані, яку називає текст",
  "in the oblast of the direction that the text speaks of": "в області напрямку, про який ідеться",
  "a place of hostilities or occupation at the time": "територія бойових дій або окупації на той час",
  "a place of possible hostilities at the time": "територія можливих бойових дій на той час",
  "hostilities or occupation within 15 km at the time": "бойові дії або окупація в межах 15 км на той час",
  "where the caller expects it": "там, де його чекають",
};

// What names a place, a number or a day.
const REASONS = [
  [/^same hromada as (.+)$/, (name) => `та сама громада, що й ${name}`],
  [/^same raion as (.+)$/, (name) => `той самий район, що й ${name}`],
  [/^same oblast as (.+)$/, (name) => `та сама область, що й ${name}`],
  [/^(.+) named beside it$/, (name) => `поруч названо: ${name}`],
  [/^(\d+) km from (.+), the direction spoken of$/, (km, name) => `за ${km} км: ${name}, про цей напрямок ідеться`],
  [/^([\d.]+) km from (.+)$/, (km, name) => `за ${km.replace(".", ",")} км: ${name}`],
  [/^larger than its namesakes: (\d+) inhabitants$/, (people) => `більше за тезок: ${people} жителів`],
  [/^larger than its namesakes$/, () => "більше за тезок"],
  [/^(hostilities or occupation within 15 km|occupied|place of possible hostilities|place of active hostilities) (.+)$/,
    (status, day) => `${STATUSES[status]} ${dayInUkrainian(day)}`],
];

const STATUSES = {
  "hostilities or occupation within 15 km": "бойові дії або окупація в межах 15 км",
  "occupied": "окуповано",
  "place of possible hostilities": "територія можливих бойових дій",
  "place of active hostilities": "територія активних бойових дій",
};

function dayInUkrainian(day) {
  return day
    .replace(/^on /, "на ")
    .replace(/^by the end of the register, /, "на кінець реєстру, ")
    .replace(/^at some time$/, "у певний час");
}

// The sentence in a language, and the language that it is in.
export function reason(sentence, language) {
  if (language === "uk") {
    if (Object.hasOwn(PHRASES, sentence)) return { text: PHRASES[sentence], language: "uk" };
    for (const [pattern, sentenceOf] of REASONS) {
      const found = pattern.exec(sentence);
      if (found) return { text: sentenceOf(...found.slice(1)), language: "uk" };
    }
  }
  return { text: sentence, language: "en" };
}

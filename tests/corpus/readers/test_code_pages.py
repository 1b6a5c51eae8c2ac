"""Code pages of before Unicode, told by what they make of the bytes."""

from __future__ import annotations

import pytest

from newsfind.corpus.readers.encodings import decode

TEXTS = {
    "pl": "Zamknięto most\n\nWładze portu powiedziały w poniedziałek, że stary most pozostanie zamknięty aż do jesieni, "
    "ponieważ jego filary wymagają naprawy. Żadna z łodzi nie przepłynie.",
    "cs": "Most uzavřen\n\nSpráva přístavu v pondělí oznámila, že starý most zůstane uzavřen až do podzimu, protože jeho "
    "pilíře potřebují opravu. Žádná loď neproplouvá, řekl starosta městské radě.",
    "hu": "Lezárták a hidat\n\nA kikötői hatóság hétfőn közölte, hogy a régi híd őszig zárva marad, mert pilléreit "
    "javítani kell. Egyetlen hajó sem közlekedik, mondta a polgármester.",
    "ru": "Мост закрыт\n\nВласти порта заявили в понедельник, что старый мост останется закрытым до осени из-за ремонта "
    "опор. Никто не знает, сколько это будет стоить.",
    "el": "Η γέφυρα έκλεισε\n\nΗ λιμενική αρχή ανακοίνωσε τη Δευτέρα ότι η παλιά γέφυρα θα παραμείνει κλειστή μέχρι το "
    "φθινόπωρο για επισκευές.",
    "tr": "Köprü kapatıldı\n\nLiman başkanlığı pazartesi günü yaptığı açıklamada eski köprünün onarım için sonbahara "
    "kadar kapalı kalacağını söyledi. Hiçbir gemi geçmeyecek.",
    "he": "הגשר נסגר\n\nרשות הנמל הודיעה ביום שני כי הגשר הישן יישאר סגור עד הסתיו לצורך תיקון העמודים שלו.",
    "ar": "إغلاق الجسر\n\nقالت هيئة الميناء يوم الاثنين إن الجسر القديم سيبقى مغلقا حتى الخريف لإصلاح أعمدته.",
    "lt": "Tiltas uždarytas\n\nUosto valdyba pirmadienį pranešė, kad senasis tiltas liks uždarytas iki rudens dėl jo "
    "atramų remonto. Niekas nežino, kiek tai kainuos.",
    "zh": "大桥关闭\n\n港务局星期一宣布，旧桥将关闭到秋天，以便修理桥墩。该局局长表示，他们不会冒险。没有人知道这要花多少钱。",
    "tw": "大橋關閉\n\n港務局星期一宣布，舊橋將關閉到秋天，以便修理橋墩。該局局長表示，他們不會冒險。沒有人知道這要花多少錢。",
    "ja": "橋が閉鎖\n\n港湾局は月曜日、古い橋を秋まで閉鎖すると発表した。橋脚の修理のためである。費用は誰にも分からない。",
    "ko": "다리 폐쇄\n\n항만청은 월요일 낡은 다리를 가을까지 폐쇄한다고 밝혔다. 교각을 수리하기 위해서다. 비용은 아무도 모른다.",
    "fr": "Le pont est fermé\n\nL’autorité portuaire a déclaré lundi que le vieux pont resterait fermé jusqu’à "
    "l’automne, à cause des réparations de ses piliers. Après, on verra, a-t-il précisé à l’élève.",
    "de": "Brücke gesperrt\n\nDie Hafenbehörde sagte am Montag, die alte Brücke bleibe bis zum Herbst gesperrt, weil "
    "ihre Pfeiler ausgebessert würden. Niemand weiß, was das kostet.",
    "es": "El puente, cerrado\n\nLa autoridad portuaria dijo el lunes que el viejo puente seguiría cerrado hasta el "
    "otoño por obras. «Mañana será otro día», añadió.",
    "en": "Café closes\n\n“It’s over,” he said – at last. The port authority said that the bridge would stay closed.",
}
CODE_PAGES = {
    "pl": ("cp1250", "iso8859-2"),
    "cs": ("cp1250", "iso8859-2"),
    "hu": ("cp1250", "iso8859-2"),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    "el": ("cp1253", "iso8859-7"),
    "tr": ("cp1254", "iso8859-9"),
    "he": ("cp1255",),
    "ar": ("cp1256",),
    "lt": ("cp1257", "iso8859-13"),
    "zh": ("gbk",),
    "tw": ("big5",),
    "ja": ("cp932", "euc-jp"),
    "ko": ("euc-kr",),
}


@pytest.mark.parametrize(
    ("language", "name"),
    [(language, name) for language in TEXTS for name in CODE_PAGES.get(language, ("cp1252",))],
)
def test_a_text_without_a_word_of_its_code_page_is_read_right(language: str, name: str) -> None:
    assert decode(TEXTS[language].encode(name)) == TEXTS[language]


def test_what_is_declared_is_believed() -> None:
    assert decode("Łódź".encode("iso8859-2"), "iso-8859-2") == "Łódź"
    assert decode("Zażółć".encode("cp1250"), "cp1250") == "Zażółć"


def test_a_short_text_is_taken_for_western() -> None:
    assert decode("Café".encode("cp1252")) == "Café"
    assert decode(b"\xff\xfe\xfd") != ""

"""Names of months in the languages of newspapers, as Unicode's CLDR has them.

Made by `python -m training.months`; a name that means different months in different languages stands
with the language that more people read.
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = (
    (
        "ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro januar januari januarie january "
        "január januára janv janvier janvāris janúar jän jänner led leden ledna oca ocak saus sausio sausis sij "
        "siječanj siječnja sty styczeń stycznia tammi tammikuu tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν "
        "ιανουάριος ιανουαρίου сту студзень студзеня січ січень січня янв январь января яну януари јан јануар "
        "јануари қаң қаңтар հնվ հունվար հունվարի ינואר ינו׳ جانفي جنوری كانون_الثاني يناير ژانویه जनवरी जन॰ जाने "
        "जानेवारी জানু জানুয়ারি ஜன ஜனவரி జన జనవరి ജനു ജനുവരി ม.ค มกราคม იან იანვარი "
    ),
    (
        "feb febbraio febr febreiro febrer febrero februar februari februarie february február februára februāris "
        "febrúar fev fevereiro fevral févr février helmi helmikuu helmikuuta lut lutego luty ots otsaila peb "
        "pebrero shk shkurt vas vasario vasaris veebr veebruar velj veljača veljače úno únor února şub şubat φεβ "
        "φεβρουάριος φεβρουαρίου ақп ақпан лют лютага лютий лютого люты феб фебруар фев февр февраль февраля "
        "февруари փետրվար փետրվարի փտվ פברואר פבר׳ شباط فبراير فروری فوریه فيفري फ़रवरी फ़र॰ फेब्रु फेब्रुवारी ফেব "
        "ফেব্রুয়ারি பிப் பிப்ரவரி ఫిబ్ర ఫిబ్రవరి ഫെബ്രു ഫെബ്രുവരി ก.พ กุมภาพันธ์ თებ თებერვალი "
    ),
    (
        "bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart mac machi mar marca march marec maret "
        "mars marso mart martie marts martxoa marzec marzo març março mrt márc március mär märts märz ožu ožujak "
        "ožujka μάρ μάρτιος μαρ μαρτίου бер березень березня мар март марта нау наурыз сак сакавік сакавіка մարտ "
        "մարտի մրտ מרץ آذار مارس مارچ मार्च মার্চ மார் மார்ச் మార్చి മാർ മാർച്ച് มี.ค มีนาคม მარ მარტი "
    ),
    (
        "abr abril api apirila apr aprel april aprile aprili aprilie aprill apríl apríla aprīlis avr avril bal "
        "balandis balandžio dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan pri prill "
        "tra travanj travnja ápr április απρ απρίλιος απριλίου апр апрель апреля април квіт квітень квітня кра "
        "красавік красавіка сәу сәуір ապր ապրիլ ապրիլի אפריל אפר׳ آوریل أبريل أفريل اپریل نيسان अप्रैल एप्रि "
        "एप्रिल এপ্রি এপ্রিল ஏப் ஏப்ரல் ఏప్రి ఏప్రిల్ ഏപ്രി ഏപ്രിൽ เม.ย เมษายน აპრ აპრილი "
    ),
    (
        "geg gegužė gegužės kvě květen května mag maggio mai maiatza maig maijs maio maj maja may mayo mayıs maí "
        "mei máj mája május svi svibanj svibnja touko toukokuu toukokuuta μάι μάιος μαΐ μαΐου май мам мамыр мая "
        "мај трав травень травня մայիս մայիսի մյս מאי أيار مئی ماي مايو مه मई मे মে மே మే മേയ് พ.ค พฤษภาคม მაი "
        "მაისი "
    ),
    (
        "birž birželio birželis cze czerwca czerwiec eka ekaina giu giugno haz haziran hun hunyo iun iunie iyn "
        "iyun juin jun june junho juni junie junij junio juny juuni jún júna június júní jūn jūnijs kesä kesäkuu "
        "kesäkuuta lipanj lipnja qer qershor xuño červen června čvn ιουν ιουνίου ιούν ιούνιος июн июнь июня мау "
        "маусым черв червень червня чэр чэрвень чэрвеня юни јун јуни հնս հունիս հունիսի יוני جوان جون حزيران يونيو "
        "ژوئن जून জুন ஜூன் జూన్ ജൂൺ มิ.ย มิถุนายน ივნ ივნისი "
    ),
    (
        "heinä heinäkuu heinäkuuta hul hulyo iul iulie iyl iyul juil juillet jul julai julho juli julie julij "
        "julio juliol july juuli júl júla július júlí jūl jūlijs korr korrik liep liepa liepos lip lipca lipiec "
        "lug luglio srp srpanj srpnja tem temmuz uzt uztaila xul xullo července červenec čvc ιουλ ιουλίου ιούλ "
        "ιούλιος июл июль июля лип липень липня ліп ліпень ліпеня шіл шілде юли јул јули հլս հուլիս հուլիսի יולי "
        "تموز جولائی جويلية يوليو يوليوز ژوئیه जुलाई जुलै जुल॰ জুল জুলাই ஜூலை జులై ജൂലൈ ก.ค กรกฎาคม ივლ ივლისი "
    ),
    (
        "abu abuztua ago agost agosti agosto agu agustus août aug august augusta augusti augusts augustus "
        "augusztus avg avgust avq avqust ağu ağustos elo elokuu elokuuta gush gusht kol kolovoz kolovoza ogo ogos "
        "rugp rugpjūtis rugpjūčio sie sierpień sierpnia srpen srpna ágú ágúst αυγ αυγούστου αύγ αύγουστος авг "
        "август августа жні жнівень жніўня серп серпень серпня там тамыз օգոստոս օգոստոսի օգս אוגוסט אוג׳ آب أغسطس "
        "أوت اوت اگست غشت अगस्त अग॰ ऑग ऑगस्ट আগ আগস্ট ஆக ஆகஸ்ட் ఆగ ఆగస్టు ഓഗ ഓഗസ്റ്റ് ส.ค สิงหาคม აგვ აგვისტო "
    ),
    (
        "eyl eylül ira iraila rugs rugsėjis rugsėjo ruj rujan rujna sen sentyabr sep sept septemba septembar "
        "september septembra septembre septembrie septembris septiembre set setembre setembro setiembre settembre "
        "setyembre sht shtator syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září σεπ "
        "σεπτέμβριος σεπτεμβρίου вер верасень верасня вересень вересня сент сентябрь сентября сеп септембар "
        "септември қыр қыркүйек սեպ սեպտեմբեր սեպտեմբերի ספטמבר ספט׳ أيلول سبتمبر ستمبر سپتامبر شتنبر सप्टें "
        "सप्टेंबर सितंबर सित॰ সেপ সেপ্ট সেপ্টেম্বর செப் செப்டம்பர் సెప్టెం సెప్టెంబర్ സെപ്റ്റം സെപ്റ്റംബർ ก.ย "
        "กันยายน სექ სექტემბერი "
    ),
    (
        "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktoba oktobar oktober oktobris "
        "oktoober oktubre oktyabr október októbra ott ottobre out outubro paź październik października spal spalio "
        "spalis tet tetor urr urria říj říjen října οκτ οκτωβρίου οκτώβριος жовт жовтень жовтня кас кастрычнік "
        "кастрычніка окт октобар октомври октябрь октября қаз қазан հոկ հոկտեմբեր հոկտեմբերի אוקטובר אוק׳ أكتوبر "
        "اکتبر اکتوبر تشرين_الأول अक्टूबर अक्टू॰ ऑक्टो ऑक्टोबर অক্টো অক্টোবর அக் அக்டோபர் అక్టో అక్టోబర్ ഒക്ടോ "
        "ഒക്‌ടോബർ ต.ค ตุลาคม ოქტ ოქტომბერი "
    ),
    (
        "aza azaroa kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu marras marraskuu "
        "marraskuuta nob nobyembre noiembrie nov novemba novembar november novembra novembre novembris novembro "
        "noviembre noy noyabr nën nëntor nóv nóvember stu studeni studenoga νοέ νοέμβριος νοε νοεμβρίου лист "
        "листопад листопада ліс лістапад лістапада нов новембар ное ноември нояб ноябрь ноября қар қараша նոյ "
        "նոյեմբեր նոյեմբերի נובמבר נוב׳ تشرين_الثاني نوامبر نوفمبر نومبر نونبر नवंबर नव॰ नोव्हें नोव्हेंबर নভে "
        "নভেম্বর நவ நவம்பர் నవం నవంబర్ നവം നവംബർ พ.ย พฤศจิกายน ნოე ნოემბერი "
    ),
    (
        "abe abendua ara aralık dec decembar december decembra decembrie decembris decembro dek dekabr des desemba "
        "desember desembre dets detsember dez dezember dezembro dhj dhjetor dic dicembre diciembre dis disember "
        "disyembre déc décembre gru grudnia grudzień gruod gruodis gruodžio joulu joulukuu joulukuuta pro prosinac "
        "prosinca prosince prosinec δεκ δεκέμβριος δεκεμβρίου груд грудень грудня дек декабрь декабря декември дец "
        "децембар жел желтоқсан сне снежань снежня դեկ դեկտեմբեր դեկտեմբերի דצמבר דצמ׳ دجنبر دسامبر دسمبر ديسمبر "
        "كانون_الأول डिसें डिसेंबर दिसंबर दिस॰ ডিসে ডিসেম্বর டிச டிசம்பர் డిసెం డిసెంబర్ ഡിസം ഡിസംബർ ธ.ค ธันวาคม "
        "დეკ დეკემბერი "
    ),
)
MONTHS: Final[dict[str, int]] = {
    name.replace("_", " "): month for month, names in enumerate(_NAMES, 1) for name in names.split()
}
"""The number of the month that a name, in lower case and without its full stop, stands for."""

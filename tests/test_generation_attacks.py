"""The proof under attack: sentences made of a passage's own words that say something else."""

from __future__ import annotations

from itertools import permutations

import pytest
from generation_house import glossary
from hypothesis import given, settings
from hypothesis import strategies as st

from app.generation.codes import CodeReader
from app.generation.drafts import DraftReader
from app.generation.verify import Verifier
from ingest.records import Passage

VERIFIERS = {code: Verifier(glossary(), code) for code in ("ru", "en", "ja")}
SIGNED = (
    "The treaty was signed by Lev Karakhan of the Soviet Union and Yoshizawa Kenkichi of Japan"
    " on 20 January 1925."
)

BARGAIN = (
    "つまり、{}は{}に外交上の承認を与えて樺太からの撤兵を約束し、"
    "{}はポーツマス条約の効力を認め、{}側に利権を約束し、漁区の賃借を残した。"
)


def passage(text: str, language: str) -> Passage:
    return Passage("p:1", "book", "Book", language, "source", "", text, 0, len(text), 1, "p")


def proved(sentence: str, ground: str, language: str) -> bool:
    return bool(VERIFIERS[language].prove(sentence, [passage(ground, language)]))


# fmt: off
LIES = (
    (
        "en",
        "Japan recognised the Soviet government in 1925.",
        "Japan was recognised by the Soviet government in 1925.",
    ),
    (
        "en",
        "Japan recognised the Soviet government in 1925.",
        "The Soviet government recognised Japan in 1925.",
    ),
    ("en", "Japan recognised the Soviet government in 1925.", "Japan was recognised in 1925."),
    ("en", "Japan refused to sign the treaty.", "Japan signed the treaty."),
    ("en", "Japan refused to sign the treaty.", "Japan did not refuse to sign the treaty."),
    (
        "en",
        "Japan did not withdraw the troops but recognised the treaty.",
        "Japan did not recognise the treaty.",
    ),
    (
        "en",
        "Japan did not withdraw the troops but recognised the treaty.",
        "Japan withdrew the troops.",
    ),
    (
        "en",
        "Japan proposed to buy Northern Sakhalin for 150 million yen.",
        "Japan bought Northern Sakhalin for 150 million yen.",
    ),
    (
        "en",
        "Japan was to withdraw its troops by 15 May 1925.",
        "Japan withdrew its troops by 15 May 1925.",
    ),
    (
        "en",
        "Japan was to withdraw its troops by 15 May 1925.",
        "Japan was to withdraw its troops after 15 May 1925.",
    ),
    ("en", SIGNED, "Karakhan of Japan signed the treaty."),
    ("en", SIGNED, "The treaty was signed by Karakhan of Japan."),
    ("en", SIGNED, "The treaty was signed by Karakhan for Japan."),
    (
        "en",
        SIGNED,
        "The treaty was signed by Karakhan of Japan and Yoshizawa of the Soviet Union.",
    ),
    (
        "en",
        "The oil concession ran for 45 years and the coal concession for 25 years.",
        "The coal concession ran for 45 years.",
    ),
    (
        "en",
        "The oil concession ran for 45 years and the coal concession for 25 years.",
        "The oil concession ran for 25 years.",
    ),
    (
        "en",
        "The oil concession ran for 45 years and the coal concession for 25 years.",
        "The oil concession ran for 25 years and the coal concession for 45 years.",
    ),
    ("en", "Goto met Stalin before Rykov arrived.", "Goto met Rykov before Stalin arrived."),
    (
        "en",
        "Japan sold oil to Stalin and bought coal from Rykov.",
        "Japan bought coal from Stalin.",
    ),
    ("en", "Japan sold oil to Stalin and bought coal from Rykov.", "Japan sold oil to Rykov."),
    ("en", "Japan sold oil to Stalin and bought coal from Rykov.", "Stalin sold oil to Japan."),
    ("en", "Only Japan signed the treaty.", "Japan signed the treaty."),
    (
        "en",
        "It is not true that Karakhan died in Peking.",
        "It is true that Karakhan died in Peking.",
    ),
    ("en", "It is alleged that Karakhan died in Peking.", "Karakhan died in Peking."),
    (
        "en",
        "Karakhan, who never met Stalin, met Rykov.",
        "Karakhan, who never met Rykov, met Stalin.",
    ),
    ("en", "Japan left Northern Sakhalin in 1925.", "Japan took Northern Sakhalin in 1925."),
    ("en", "Japan paid Karakhan 45 yen.", "Karakhan paid Japan 45 yen."),
    ("en", "The troops of Japan left Northern Sakhalin.", "The troops left Japan."),
    ("en", "More than 45 workers came.", "45 workers came."),
    ("en", "More than 45 workers came.", "Less than 45 workers came."),
    ("en", "Japan defeated Karakhan at Peking.", "At Peking Japan was defeated."),
    ("en", "Japan beat Stalin.", "Stalin beat."),
    ("en", "Stalin invaded Japan.", "Japan invaded."),
    ("en", "Japan received oil from Karakhan.", "Japan gave oil to Karakhan."),
    ("en", "Karakhan praised and Stalin condemned the treaty.", "Karakhan condemned the treaty."),
    ("en", "Unless Japan pays, Karakhan leaves.", "Karakhan leaves."),
    ("ru", "Япония признала СССР в 1925 году.", "Япония признана СССР в 1925 году."),
    ("ru", "Япония признала Пекин в 1925 году.", "Японию признал Пекин в 1925 году."),
    ("ru", "Карахан принял Гото в Пекине.", "Карахана принял Гото в Пекине."),
    ("ru", "Карахан принял Гото в Пекине.", "Гото принял Карахана в Пекине."),
    ("ru", "Гото принял Ёсидзаву в Пекине.", "Ёсидзава принял Гото в Пекине."),
    ("ru", "Япония отказалась подписать договор.", "Япония подписала договор."),
    ("ru", "Япония не вывела войска, но признала договор.", "Япония не признала договор."),
    (
        "ru",
        "Япония не вывела войска, но признала договор.",
        "Япония вывела войска, но не признала договор.",
    ),
    (
        "ru",
        "Япония должна была вывести войска до 15 мая 1925 года.",
        "Япония вывела войска до 15 мая 1925 года.",
    ),
    (
        "ru",
        "Япония вывела войска до 15 мая 1925 года.",
        "Япония вывела войска после 15 мая 1925 года.",
    ),
    (
        "ru",
        "Нефтяная концессия заключена на 45 лет, угольная — на 25 лет.",
        "Угольная концессия заключена на 45 лет.",
    ),
    (
        "ru",
        "Договор подписали Карахан от СССР и Ёсидзава от Японии.",
        "Договор подписал Карахан от Японии.",
    ),
    ("ru", "Карахан уехал из Японии в Пекин.", "Карахан уехал из Пекина в Японию."),
    ("ru", "Карахан уехал из Японии в Пекин.", "Карахан уехал в Японию."),
    ("ru", "Якобы Карахан умер в Пекине.", "Карахан умер в Пекине."),
    ("ru", "Карахан встретил Сталина, а Гото — Рыкова.", "Карахан встретил Рыкова."),
    ("ru", "Карахан победил.", "Карахана победили."),
    ("ja", "日本はソ連を承認した。", "日本はソ連に承認された。"),
    ("ja", "日本は北京を承認した。", "日本を北京は承認した。"),
    ("ja", "日本は北京を承認した。", "北京は日本を承認した。"),
    ("ja", "日本は条約の署名を拒否した。", "日本は条約に署名した。"),
    ("ja", "日本は軍を撤退させなかったが、条約を承認した。", "日本は条約を承認しなかった。"),
    (
        "ja",
        "日本は1925年5月15日までに軍を撤退させた。",
        "日本は1925年5月15日以後に軍を撤退させた。",
    ),
    ("ja", "カラハンはソ連を、芳澤謙吉は日本を代表した。", "カラハンは日本を代表した。"),
    ("ja", "石油利権は45年、石炭利権は25年であった。", "石炭利権は45年であった。"),
    ("ja", "カラハンは日本から北京へ行った。", "カラハンは北京から日本へ行った。"),
    ("ja", "日本は北サハリンの購入を提案した。", "日本は北サハリンを購入した。"),
    ("ja", BARGAIN.format("後藤", "カラハン", "カラハン", "後藤"),
     BARGAIN.format("後藤", "後藤", "カラハン", "カラハン")),
    ("ja", BARGAIN.format("後藤", "カラハン", "カラハン", "後藤"),
     BARGAIN.format("後藤", "カラハン", "後藤", "カラハン")),
    (
        "en",
        "Japan left Northern Sakhalin on 15 May 1925 and Stalin came to Peking.",
        "On 15 May 1925 Stalin came to Peking.",
    ),
    ("en", "The troops left and the envoys came to Peking.", "The troops came to Peking."),
    ("en", "The troops left when the envoys came to Peking.", "The troops came to Peking."),
    (
        "en",
        "The troops left on 15 May 1925 and the envoys came to Peking.",
        "On 15 May 1925 the envoys came to Peking.",
    ),
    ("ru", "Войска ушли, а послы приехали в Пекин.", "Войска приехали в Пекин."),
    (
        "ru",
        "Войска ушли 15 мая 1925 года, а послы приехали в Пекин.",
        "Послы приехали в Пекин 15 мая 1925 года.",
    ),
    ("ja", "軍隊は撤退し、使節は北京に到着した。", "軍隊は北京に到着した。"),
    (
        "en",
        "The oil company bought coal and the fishing company sold salt.",
        "The oil company sold salt.",
    ),
    (
        "en",
        "The oil company bought coal and the fishing company sold salt.",
        "The fishing company bought coal.",
    ),
    ("en", "The company that bought coal paid the workers.", "The workers bought coal."),
    ("en", "The envoys praised the workers.", "The workers praised the envoys."),
    ("en", "The envoys praised the workers.", "The workers praised."),
    ("ru", "Послы хвалили рабочих.", "Рабочие хвалили послов."),
    ("ja", "使節は労働者を称賛した。", "労働者は使節を称賛した。"),
    ("en", "Stalin wrote that Japan had left.", "Japan had left."),
    ("en", "Goto met Kalinin and Stalin came to Peking.", "Goto came to Peking."),
    ("en", "Goto met Kalinin and Stalin came to Peking.", "Kalinin came to Peking."),
    ("en", "The Convention was signed in Peking by Karakhan.", "Karakhan was signed in Peking."),
    ("ja", "カラハンが調印したとされる。", "カラハンが調印した。"),
    ("ja", "カラハンはスターリンに会い、後藤はルイコフに会った。", "カラハンはルイコフに会った。"),
)
TRUE = (
    (
        "en",
        SIGNED,
        "The treaty was signed by Lev Karakhan and Yoshizawa Kenkichi on 20 January 1925.",
    ),
    ("en", SIGNED, "The treaty was signed on 20 January 1925."),
    ("en", SIGNED, "On 20 January 1925 the treaty was signed by Karakhan and Yoshizawa."),
    ("en", SIGNED, "The treaty was signed by Karakhan of the Soviet Union."),
    ("en", "Japan sold oil to Stalin and bought coal from Rykov.", "Japan sold oil to Stalin."),
    (
        "en",
        "Japan was to withdraw its troops from Northern Sakhalin by 15 May 1925.",
        "By 15 May 1925 Japan was to withdraw its troops.",
    ),
    ("en", "Japan did not withdraw the troops.", "Japan didn't withdraw the troops."),
    (
        "en",
        "The oil concession ran for 45 years and the coal concession for 25 years.",
        "The oil concession ran for 45 years.",
    ),
    (
        "ru",
        "Договор был подписан Львом Караханом и Кэнкити Ёсидзавой 20 января 1925 года в Пекине.",
        "20 января 1925 года в Пекине договор подписан Караханом и Ёсидзавой.",
    ),
    (
        "ru",
        "Япония должна была вывести войска с Северного Сахалина до 15 мая 1925 года.",
        "До 15 мая 1925 года Япония должна была вывести войска.",
    ),
    (
        "ja",
        "日ソ基本条約は1925年1月20日に北京でカラハンと芳澤謙吉によって調印された。",
        "1925年1月20日、日ソ基本条約は北京で調印された。",
    ),
    (
        "ja",
        "日本は1925年5月15日までに北サハリンから軍を撤退させた。",
        "日本は5月15日までに軍を撤退させた。",
    ),
)
# fmt: on


@pytest.mark.parametrize(("language", "ground", "lie"), LIES)
def test_a_sentence_that_turns_what_its_passage_says_is_not_proved(
    language: str, ground: str, lie: str
) -> None:
    assert not proved(lie, ground, language)
    assert proved(ground, ground, language)


@pytest.mark.parametrize(("language", "ground", "sentence"), TRUE)
def test_what_only_says_less_or_in_another_order_is_proved(
    language: str, ground: str, sentence: str
) -> None:
    assert proved(sentence, ground, language)


@pytest.mark.parametrize(
    ("language", "ground", "lie"),
    [
        ("en", "The concession ran for 45 years.", "The concession ran for half a century."),
        ("en", "The concession ran for 45 years.", "The concession ran for one year."),
        ("en", "The concession ran for 45 years.", "The concession ran for 4５0 years."),
        ("en", "The concession ran for 45 years.", "The concession ran for ⅩⅬ years."),
        ("en", "The concession ran for 45 years.", "The concession ran for 45² years."),
        ("en", "The concession ran for 45 years.", "The concession ran for forty-six years."),
        ("en", SIGNED, "The treaty was signed on 01/02/1925."),
        ("en", SIGNED, "The treaty was signed in 1９26."),
        ("en", SIGNED, "The treaty was signed by Кarakhan."),
        ("en", SIGNED, "The treaty was signed by Lenin."),
        ("en", SIGNED, "The treaty was n\u0336o\u0336t\u0336 signed."),
        ("en", SIGNED, "The treaty wasn\u2019t signed."),
        ("ru", "Срок концессии составлял 45 лет.", "Срок концессии составлял полвека."),
        ("ru", "Срок концессии составлял 45 лет.", "Срок концессии составлял один год."),
        ("ru", "Срок концессии составлял 45 лет.", "Срок концессии составлял сорок шесть лет."),
        ("ru", "Советско-японская концессия открыта.", "Наполеон-японская концессия открыта."),
        ("ja", "利権の期間は45年であった。", "利権の期間は４６年であった。"),
        ("ja", "利権の期間は45年であった。", "利権の期間は半世紀であった。"),
        ("ja", "条約は1925年に調印された。", "条約は大正十五年に調印された。"),
    ],
)  # fmt: skip
def test_no_other_number_date_or_name_is_proved_however_it_is_written(
    language: str, ground: str, lie: str
) -> None:
    assert not proved(lie, ground, language)


def test_two_sentences_prove_no_sentence_that_ties_them_together() -> None:
    ground = "Lev Karakhan signed the treaty. The concession ran for 45 years. Japan got coal."
    for lie in (
        "Lev Karakhan signed the concession for 45 years.",
        "Lev Karakhan signed the treaty, and got coal.",
        "Lev Karakhan signed the treaty, and ran for 45 years.",
        "The concession ran for 45 years, and Japan signed the treaty.",
    ):
        assert not proved(lie, ground, "en"), lie
    true = "Lev Karakhan signed the treaty, and the concession ran for 45 years."
    assert proved(true, ground, "en")


def test_characters_that_nobody_sees_hide_no_negation_and_no_code() -> None:
    reader = DraftReader(CodeReader(("D4G",)))
    (draft, last) = reader.feed("It was n\u200bot signed [D\u20604G]. Next") + reader.close()
    assert (draft.text, draft.cited) == ("It was not signed.", (0,))
    assert last.text == "Next"


ACTS = ("sold oil to", "praised", "met", "was beaten by", "received coal from")
NAMES = ("Karakhan", "Stalin", "Rykov")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.permutations(NAMES), st.sampled_from(ACTS), st.sampled_from(ACTS))
def test_no_other_casting_of_two_acts_is_proved(names: list[str], one: str, other: str) -> None:
    ground = f"{names[0]} {one} {names[1]} and {names[2]} {other} {names[0]}."
    true = {(names[0], one, names[1]), (names[2], other, names[0])}
    for act in (one, other):
        for who, whom in permutations(NAMES, 2):
            if (who, act, whom) not in true:
                assert not proved(f"{who} {act} {whom}.", ground, "en"), (who, act, whom, ground)

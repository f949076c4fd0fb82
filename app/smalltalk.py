"""Greetings, thanks, farewells and questions about the assistant: answered as such.

A message is small talk when every word of it is. One word of the exhibit's subject, or of any
other subject, makes it a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from app.spelling import Speller
from ingest.token import fold

Talk = Literal["greeting", "thanks", "farewell", "wellbeing", "about"]

# Words that make the kind; `about` also needs a word for the assistant (see _YOU).
_KEYS: dict[str, dict[Talk, str]] = {
    "ru": {
        "greeting": "привет приветик приветствую здравствуй здравствуйте здрасьте здрасте здрасте"
        " здорово хай хелло хеллоу салют алло здаров здарова дарова приветули хаюшки ау утро вечер"
        " доброе добрый добрый доброго доброй утречко",
        "thanks": "спасибо благодарствую спасибки спасибочки благодарю благодарна благодарен спс"
        " пасиб мерси отлично супер круто класс классно понятно понял поняла ясно ок окей молодец"
        " интересно здорово прекрасно замечательно хорошо помогли помог помогла познавательно"
        " увлекательно информативно полезно здорово любопытно прикольно",
        "farewell": "пока покеда досвидания досвиданья чао бабай пока-пока прощай прощайте"
                    " свидания встречи скорого увидимся бай бывай бывайте всего доброго хорошего",
        "wellbeing": "дела поживаешь поживаете жизнь настроение самочувствие нового делишки"
                     " чувствуешь чувствуете",
        "about": "кто что какой какая какие как зовут имя звать робот программа бот человек живой"
        " живая настоящий умеешь умеете можешь можете знаешь знаете говоришь говорите понимаешь"
        " понимаете отвечаешь отвечаете отвечать создал сделал придумал написал разработал помочь"
        " помощь помоги помогите спросить спрашивать спроси поговорить рассказать рассказываешь"
        " расскажешь работаешь работаете устроен устроена справка интеллект нейросеть ии языках"
        " языки языком языке чем компьютер машина представься представьтесь лет возраст живешь"
        " живете спишь любишь любите умный умная глупый слышишь слышите существуешь настоящая"
        " русски английски японски русском английском японском русский английский японский чат гпт"
        " chatgpt gpt алиса собеседник разговариваю общаюсь говорю написали программу чат-бот"
        " сделали создали зачем вопрос вопросы задать родился родилась придумали создали сделали"
        " обучали учили думаешь спрошу называешься называетесь ответы информацию берешь берете"
        " откуда зачем нужен нужна",
    },
    "en": {
        "greeting": "hullo hallo heyo gm wassup sup hello hi hey hiya howdy greetings morning"
                    " afternoon evening yo heya",
        "thanks": "ta informative educational fascinating fantastic thanks thank thx ty cheers"
        " great good nice cool awesome ok okay perfect excellent helpful interesting wonderful"
        " brilliant lovely appreciated appreciate",
        "farewell": "see gn tata bye goodbye farewell cya later night ciao bye-bye leaving",
        "wellbeing": "going doing feeling sup alright fine today",
        "about": "who what which how name human robot bot person machine computer program ai real"
        " alive chatbot can do help ask tell answer know made created built programmed developed"
        " make create work speak understand introduce yourself language languages answers"
        " information get called assistant talk wrote anybody somebody someone assistance assist"
        " support purpose russian japanese english talking speaking chatgpt gpt siri alexa kind"
        " sort thing pretend behind old age live lives sleep smart clever stupid love like exist"
        " listening think born use trust question questions something trained train run running"
        " built designed helps works from where when why",
    },
}  # fmt: skip
_YOU = {
    "ru": "ты вы тебя вас тебе вам тобой вами твое твои твой ваше ваши ваш это робот программа бот"
    " помощь помоги помогите справка вопрос вопросы спросить спрашивать задать",
    "en": "there you your yourself u ur robot bot help this ask question questions",
}
_FILLERS = {
    "ru": "а и ну же вот да нет не за для о об на в у мне мы я меня с до так то все всем очень"
    " большое огромное вообще здесь тут сегодня день вечер утро ночи времени суток будете будешь"
    " есть ли или еще такой такая такое такие искусственный мой друг дружок пожалуйста скажи"
    " скажите можно при этом кто что как ниссо рад рада познакомиться приятно твоя ваша это ответ"
    " ответы рассказ информацию внимание дня вечера утра завтра скоро ладно хорошего увидимся хочу"
    " хотел хотела бы могу можешь сколько где когда много эта этот тоже очень-очень тогда теперь"
    " опять снова давай давайте знакомиться знакомству целом",
    "en": "there a an the so very much a lot many for that was is are am i it me my to with about"
    " of and or here everyone all nisso friend please exactly anyway really just well then where"
    " from does did your answer be tell any some s r day have meet pleased take care how"
    " everything nice oh again one more question anybody somebody someone anyone nobody soul body"
    " might mate guys folks buddy pal pls plz dear whos whats wheres hows youre arent dont do we"
    " us our tomorrow soon day weekend yes no sir ma'am let lets im id ill ive want would could"
    " should may might way then now ok okay i'm it's that's good have time wonderful back around"
    " over",
}

# Japanese runs together: the whole message is eaten phrase by phrase.
_JAPANESE: dict[Talk, str] = {
    "about": r"(あなた|きみ|君)?(は|って)?(何歳|なんさい|いくつ|どこから(来た|きた)|どこに(住んで|"
    r"すんで)(いる|る|います)?)(の)?(です)?(か|の)*|"
    r"(日本語|にほんご|英語|えいご|ロシア語|ろしあご)(が|は|も|を)?(わか|分か|話せ|はなせ|でき|"
    r"話し)(る|り|ます|りますか|られ)*(か|の)*|"
    r"(質問|しつもん)(が|を|し|は)*(ある|あり|して|し|いい|ても|たい)*(ます|です)*(か|の|ん)*|"
    r"(あなた|きみ|君|お前|おまえ|そちら|ここ|これ|キミ)?(は|って|が|の|に|を)?"
    r"(誰|だれ|だあれ|何者|なにもの|どなた|人間|にんげん|ロボット|ろぼっと|機械|きかい|ai|エーアイ|"
    r"コンピューター?|プログラム|ボット|チャットボット|チャットgpt|chatgpt|アシスタント|せいせいai|"
    r"名前|なまえ|お名前|おなまえ)"
    r"(が|は|に)?(あなた|きみ|君)?(を|は)?(何|なに|なん|教え|おしえ|作っ|つくっ|作ら|つくら|開発し|"
    r"プログラムし)?(て|た|れた)?(と|って)?"
    r"(言い|いい|いう|言う)?(ます)?(ん|の)?(です|でしょう|なの|なん|だ|だい|ください|"
    r"ちょうだい)*(か|の|ね)*|"
    r"(あなた(は|に)?|きみ(は|に)?|君(は|に)?|ここで(は)?)?(何|なに|どんな(こと|質問|しつもん)|"
    r"どういうこと|何語|なにご|何か国語|なんかこくご|どの言語)"
    r"(が|を|に|で|について|のこと)*(でき|出来|知っ|しっ|聞け|きけ|聞い|きい|質問|しつもん|話せ|"
    r"はなせ|話し|はなし|話す|答え|こたえ|教え|おしえ|わか|分か|対応|使え|つかえ|すれば|しても|"
    r"して)"
    r"(る|ます|て|たら|れば|られ|してくれ|でき|い|います|もらえ|くれ|らいい|いい|りま|り|し|"
    r"す)*(ん|の)?(です|でしょう|なの)*(か|の)*|"
    r"使い方(を|は)?(教えて|おしえて)?(ください)?|つかいかた(を|は)?(おしえて)?(ください)?|"
    r"自己紹介(を)?(して)?(ください)?|ヘルプ|へるぷ|助けて|たすけて|"
    r"(誰|だれ)(が|に)(あなたを|きみを|君を)?(作|つく|開発)(っ|られ|ら|し)(た|ました)?(ん|"
    r"の)?(です)?(か|の)?|"
    r"(あなた|きみ|君)(は)?(どう|どのように|どうやって)(動|働|答|こたえ|うご)\w*",
    "wellbeing": r"(お)?(元気|げんき)(です|ですか|かい|か|にし(て|てます|ています|てる)|"
                 r"でした)*(か)?|(調子|ちょうし|ご機嫌|ごきげん)(は)?(どう|いかが)(です)?(か)?",
    "greeting": r"(おっす|ちわ(っす)?|こんちゃ|やほ|こん(に)?ち(は|わ)|こんばん(は|わ)|"
    r"おはよう?(ございます)?|はじめまして|初めまして|やあ|やっほー|もしもし|ハロー|はろー|ども|"
    r"どうも|"
    r"よろしく(お願い(します|いたします)|おねがいします)?)",
    "thanks": r"あざ(っ)?す|さんきゅ|せんきゅー|(どうも)?(本当に|ほんとうに|とても|大変|"
    r"たいへん)?(ありがと(う)?|感謝|かんしゃ|サンキュー|さんきゅー)(ございます|ございました|です|"
    r"ね|します|しています|ございまーす)*|"
    r"(お)?(助|たす)かり(ました|ます)|(なるほど|(よく)?(わ|分)かりました|了解|りょうかい|すごい|"
    r"凄い|いい(です)?ね|素晴らしい|すばらしい|(大変)?勉強になりました|おもしろい|面白い|よかった|"
    r"さすが)(です|ね|しました|でした)*",
    "farewell": r"(お世話|おせわ)(に)?(なりました|なります)|しつれいし(ます|ました)|(また|ばいばい|"
    r"バイバイ)?(くる|来る)(よ|ね)+|(さよ(う)?なら|バイバイ|ばいばい|じゃ(あ)?(ね|また)?|また(ね|"
    r"今度|来ます|きます|明日|あした|あとで|会いましょう|会おう)(ね)?|おやすみ(なさい)?|"
    r"失礼し(ます|ました)|"
    r"ではまた|それでは(また)?|お(疲|つか)れ(さま|様)(でした)?)",
}  # fmt: skip
_JAPANESE_FILLER = re.compile(
    r"(それとも|または|ところで|あの|えっと|ねえ|ねぇ|では|じゃあ|今日は|きょうは|教えてくれて|"
    r"おしえてくれて|ニッソ|にっそ|nisso|さん|くん|ちゃん|みなさん|よ|ね|わ|ー|w+|笑)"
)
_EATEN = {talk: re.compile(pattern) for talk, pattern in _JAPANESE.items()}
_ORDER: Sequence[Talk] = ("about", "wellbeing", "farewell", "thanks", "greeting")
_LENGTHENED = re.compile(r"(\w)\1{2,}")
_WORD = re.compile(r"[^\W\d_]+")


def small_talk(text: str, language: str) -> Talk | None:
    """Return what kind of small talk the whole of `text` is, None where it asks for anything.

    «Привет! Кто подписал договор?» is a question; «Привет! Как дела?» is small talk.
    """
    if language == "ja":
        return _japanese(fold(text))
    words = _WORD.findall(_LENGTHENED.sub(r"\1", fold(text).replace("'", " ").replace("’", " ")))
    if not words or any(character.isdigit() for character in text):
        return None
    keys = {talk: frozenset(listed.split()) for talk, listed in _KEYS[language].items()}
    known = frozenset().union(*keys.values(), _FILLERS[language].split(), _YOU[language].split())
    speller = _speller(known)
    said = [word if word in known else speller.correct(word) for word in words]
    if any(word is None for word in said):
        return None
    return _kind(frozenset(word for word in said if word), keys, language)


def _kind(said: frozenset[str], keys: dict[Talk, frozenset[str]], language: str) -> Talk | None:
    addressed = bool(said & frozenset(_YOU[language].split()))
    for talk in ("farewell", "greeting", "thanks"):
        # A greeting before a question about the assistant only opens it.
        if said & keys[talk] and not (addressed and said & (keys["about"] | keys["wellbeing"])):
            return talk
    if said & keys["wellbeing"]:
        return "wellbeing"
    return "about" if addressed and said & keys["about"] else None


@cache
def _speller(known: frozenset[str]) -> Speller:
    return Speller(known, shortest=3)


def _japanese(text: str) -> Talk | None:
    rest = re.sub(r"[\W_]+", " ", text.replace("〜", " ")).strip()
    said: set[Talk] = set()
    while rest:
        talk, end = max(
            ((talk, match.end()) for talk, p in _EATEN.items() if (match := p.match(rest))),
            key=lambda found: found[1],
            default=(None, 0),
        )
        if not end:
            filler = _JAPANESE_FILLER.match(rest)
            if not filler:
                return None
            end = filler.end()
        elif talk:
            said.add(talk)
        rest = rest[end:].strip()
    return next((talk for talk in _ORDER if talk in said), None)

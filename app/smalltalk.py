"""Greetings, thanks, farewells and questions about the assistant: answered as such."""

from __future__ import annotations

import re
from typing import Literal

from ingest.token import fold

Talk = Literal["greeting", "thanks", "farewell", "wellbeing", "about"]

_PATTERNS: dict[str, dict[Talk, str]] = {
    "ru": {
        "about": r"(а )?(ты|вы) (кто|что|человек|робот|программа|бот|живой|живая|настоящ\w+)( так\w+)?( или \w+)?|"
        r"(а )?(кто|что) (ты|вы)( так\w+)?( вообще)?|как (тебя|вас) зовут|как твое имя|представь(ся|тесь)|"
        r"(а )?что (ты|вы) (умеешь|умеете|можешь|можете|знаешь|знаете)( делать| рассказать)?|"
        r"о чем (тебя|вас|у тебя|у вас)?( можно)? ?(спросить|спрашивать|поговорить)|"
        r"(ты|вы) (искусственный интеллект|нейросеть|ии)|это (робот|программа|бот|человек)|"
        r"как (ты|вы) работае(шь|те)|чем (ты|вы) можешь? ?(можете )?помочь|кто (тебя|вас) (создал|сделал|придумал)|"
        r"на каких языках (ты|вы) (говоришь|говорите|отвечаешь|отвечаете|понимаешь|понимаете)|помощь|помоги|справка|"
        r"откуда (ты|вы) (это |все )*(знаешь|знаете|берешь|берете)( ответы| информацию)?",
        "wellbeing": r"как (дела|ты|вы|поживае(шь|те)|жизнь|настроение|твои дела|ваши дела)( сегодня)?|что нового",
        "greeting": r"(привет(ик|ствую|ствую вас)?|здравствуй(те)?|здрасьте|здорово|хай|хелло|"
        r"добр(ый|ое|ого) (день|утро|вечер|времени суток|дня)|доброй ночи|салют|алло|ку)",
        "thanks": r"((большое |огромное )?спасибо( большое| огромное| вам| тебе| за \w+( \w+)?)*|благодарю( вас| тебя)?( за \w+)?|"
        r"спс|мерси|(очень )?(хорошо|отлично|супер|круто|класс|здорово|понятно|ясно|ок|окей|молодец|интересно))",
        "farewell": r"(пока( пока)?|до свидания|до встречи|до скорого|прощай(те)?|всего (доброго|хорошего)|увидимся|бай)",
    },
    "en": {
        "about": r"(so )?(who|what) are you( exactly| anyway| called)?|what(s| is|'s) your name|are you (a |an )?"
        r"(human|robot|bot|person|machine|computer|program|ai|real|real person|chatbot|alive)( or (a |an )?\w+)?|"
        r"what can (you|i) (do|ask|tell|help)( me| with| you| about| here)*|what do you (do|know)( about)?|how do you work|"
        r"(can you )?help( me)?|who (made|created|built|programmed) you|introduce yourself|tell me about yourself|"
        r"(what|which) languages do you (speak|know|understand)|where do you (get|take) your (answers|information)( from)?|"
        r"how can you help( me)?|is this a (bot|robot|machine|computer)",
        "wellbeing": r"how are you( doing| today| feeling)*|how('s| is) it going|how do you do|what('s| is) up|you ok|are you (ok|well|fine)",
        "greeting": r"(hi|hello|hey|hiya|howdy|greetings|good (morning|afternoon|evening|day)|yo)( there| all| everyone| nisso| bot| friend)?",
        "thanks": r"((many )?thanks( a lot| very much| so much| for .{1,30})?|thank you( very much| so much| for .{1,30})?|thx|ty|cheers|"
        r"(very |that was |that is |that's )*(great|good|nice|cool|awesome|ok|okay|perfect|excellent|interesting|helpful|well done|i see|got it)( job| work| answer)?)",
        "farewell": r"((good )?bye( bye)?|goodbye|see (you|ya)( later| soon)?|farewell|good night|take care|so long|cya)",
    },
    "ja": {
        "about": r"(あなた|きみ|君|お前|おまえ|そちら)(は|って|の)?(誰|だれ|何者|なにもの|何|なに|人間|ロボット|にんげん|機械|ai|名前|なまえ|おなまえ|お名前|どなた)"
        r"(です|なの|なん|ですか|でしょう|は|を教えて|おしえて|ください|何|なに|なん|は何|はなに|はなん|か)*|"
        r"(お)?(名前|なまえ)(は|を教えて)?(何|なに|なん|ください)?(です|なの|ですか)?か?|自己紹介(して|をして)?(ください)?|"
        r"(何|なに)(が|を)(でき|出来|知って|しって|聞け|きけ|聞いたら|質問でき|話せ|答えられ|こたえられ)\w*|"
        r"(どんな|どういう)(こと|質問|しつもん)(が|を|に)(でき|聞け|きけ|して|すれば|答え|こたえ|聞いて|きいて)\w*|"
        r"(あなたは)?(どう|どのように)(動い|働い|答え)て\w*|(誰|だれ)(が|に)(あなたを)?(作|つく)\w*|使い方(を教えて(ください)?|は)?|"
        r"ヘルプ|(あなたは)?(人間|ロボット|にんげん|ろぼっと|ai|プログラム)(です|なの|ですか)か?|(何語|なにご|何か国語|どの言語)\w*(話|はな|対応|でき|使え)\w*",
        "wellbeing": r"(お)?元気(です|ですか|かい|か|にして(い)?(ます|る)(か)?)?|(お)?げんき(です|ですか)?か?|調子(は)?(どう(です)?(か)?)?|ご機嫌いかが(ですか)?",
        "greeting": r"(こんにち(は|わ)|こんばん(は|わ)|おはよう(ございます)?|はじめまして|初めまして|やあ|どうも|もしもし|ハロー|はろー|よろしく(お願いします|おねがいします)?)",
        "thanks": r"((どうも)?(本当に)?ありがと(う)?(ございます|ございました|ね|う)*|感謝(します|しています)?|サンキュー|さんきゅー|"
        r"(お)?(助|たす)かり(ました|ます)|(なるほど|わかりました|分かりました|了解(です|しました)?|すごい|凄い|いいね|素晴らしい|よくわかりました|勉強になりました|おもしろい|面白い)(です|ね|ですね)*)",
        "farewell": r"(さようなら|さよなら|バイバイ|ばいばい|またね|じゃあ?(ね|また)|また(今度|来ます|明日|あとで)(ね)?|おやすみ(なさい)?|失礼します|ではまた|それでは(また)?)",
    },
}
_NAME_OF_ASSISTANT = r"(nisso|ниссо|ニッソ|にっそ|日ソ)?"
_COMPILED = {
    language: {
        talk: re.compile(rf"(?:{pattern})[\s、,]*{_NAME_OF_ASSISTANT}") for talk, pattern in talks.items()
    }
    for language, talks in _PATTERNS.items()
}
_GAP = re.compile(r"[\s,.!?…:;()。、！？～〜♪☆*\-—–😀-🙏👍👋❤️]+")


def small_talk(text: str, language: str) -> Talk | None:
    """Return what kind of small talk the whole of `text` is, None where it asks for anything.

    «Привет! Кто подписал договор?» is a question; «Привет! Как дела?» is small talk.
    """
    rest = _GAP.sub(" ", fold(text)).strip()
    said: list[Talk] = []
    while rest:
        talk, length = _beginning(rest, language)
        if talk is None:
            return None
        said.append(talk)
        rest = rest[length:].strip()
    return _main(said)


def _beginning(rest: str, language: str) -> tuple[Talk | None, int]:
    best: tuple[Talk | None, int] = (None, 0)
    for talk, pattern in _COMPILED[language].items():
        match = pattern.match(rest)
        if not match or match.end() <= best[1]:
            continue
        following = rest[match.end() : match.end() + 1]
        if language == "ja" or not following.isalnum():
            best = (talk, match.end())
    return best


def _main(said: list[Talk]) -> Talk | None:
    for talk in ("about", "wellbeing", "farewell", "thanks", "greeting"):
        if talk in said:
            return talk  # type: ignore[return-value]
    return None

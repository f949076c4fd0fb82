"""Instructions to the assistant: poems, code, role play, a change of rules. They are declined.

Only what the whole class of such requests has in common is listed: a verb of making with a work
that the sources cannot hold, and words that speak to the program about itself.
"""

from __future__ import annotations

import re

from ingest.token import fold

_PATTERNS = {
    "ru": (
        r"\b(напиши\w*|сочини\w*|придумай\w*|составь\w*|сгенерируй\w*|создай\w*|сделай\w*|"
        r"нарисуй\w*|спой\w*|"
        r"расскажи\w*|нужн\w+|хочу|дай\w*|можешь|изложи\w*)\b.*\b(стих\w*|поэм\w*|песн\w*|"
        r"частушк\w*|хокку|хайку|рэп\w*|код\w?|"
        r"программ\w+ на|функци[юя]|скрипт\w*|эссе|сочинени\w*|реферат\w*|доклад\w*|сказк\w*|"
        r"анекдот\w*|шутк\w*|"
        r"рассказик\w*|сценари\w*|рецепт\w*|картинк\w*|диктант\w*)\b",
        r"\b(стихи?|стихотворени\w*|хокку|хайку|частушк\w*|сочинение (на|про|о)|реферат\w*|"
        r"анекдот\w*|python|питон\w*|javascript|html|sql|excel)\b",
        r"\b(выведи\w*|пароль|паролей|пароли|админ\w*|скрыт\w+ (настройк\w*|инструкци\w*|данн\w*)|"
        r"раскрой\w*|api.?ключ\w*|"
        r"не обращай\w* внимания)\b",
        r"\b(переведи\w*|перескажи\w* (стих|как)|повтори\w*)\b.*\b(фраз\w*|предложени\w*|слов\w*|"
        r"текст\w*|выше|"
        r"английск\w*|японск\w*|русск\w*|раз)\b",
        r"\b(забудь\w*|игнорируй\w*|проигнорируй\w*|отмени\w*|нарушь\w*|отбрось\w*)\b.*"
        r"\b(инструкци\w*|правил\w*|указани\w*|ограничени\w*|все|установк\w*|источник\w*)\b",
        r"\b(системн\w+ (промпт\w*|сообщени\w*|инструкци\w*|подсказк\w*)|промпт\w*|prompt|режим\w*"
        r" (разработчика|бога|отладки)|"
        r"твои (инструкци\w*|правила|настройк\w*))\b",
        r"\b(притворись|представь,? что (ты|вы)|веди себя|отвечай (как|в стиле|только|без)|говори"
        r" (как|в стиле)|"
        r"ты теперь|теперь ты|играй роль|действуй как|будь (пиратом|котом|злым))\b",
    ),
    "en": (
        r"\b(write|compose|make|create|generate|draft|produce|draw|sing|tell|give|need|want|"
        r"code)\b.*"
        r"\b(song|rap|verse|tale|joke|script|function|program|code|recipe|report|"
        r"homework|essay|picture|screenplay|sonnet|ballad|riddle)\b",
        r"\b(poems?|haikus?|limericks?|sonnets?|python|javascript|html|sql|regex|excel)\b",
        r"\b(reveal|admin\w*|passwords?|api keys?|hidden (config\w*|settings?|prompt|instructions?|"
        r"rules?)|secret (key|setting)s?|pay no attention|no matter what)\b",
        r"\b(translate|repeat|rewrite|paraphrase|proofread)\b.*\b(sentence|phrase|word\w*|text|"
        r"following|above|line|russian|"
        r"japanese|english|everything|this|after me)\b",
        r"\b(ignore|forget|disregard|override|bypass|drop)\b.*\b(instructions?|rules?|previous|"
        r"prior|above|sources?|"
        r"restrictions?|guidelines|everything|training)\b",
        r"\b(system (prompt|message|instructions?)|your (prompt|instructions|rules|configuration)|"
        r"developer mode|"
        r"debug mode|god mode|jailbreak|admin)\b",
        r"\b(pretend (to|you|that you)|act as|role-?play|you are now|from now on|answer (as|like|"
        r"only|without)|speak (as|like)|talk like|"
        r"behave like|imagine you)\b",
    ),
    "ja": (
        r"(詩|ポエム|俳句|短歌|川柳|歌|歌詞|小説|物語|作文|レポート|エッセイ|コード|プログラム|"
        r"関数|スクリプト|冗談|ジョーク|"
        r"なぞなぞ|レシピ|絵|脚本|しりとり|だじゃれ|ダジャレ)(を|で|の|に)?.{0,6}(書|か(いて|け)|"
        r"作|つく|詠|よ(んで|め)|教え|言|考え|描|歌|うた|して|しよう|ください|ちょうだい)",
        r"(俳句|川柳|短歌|感想文|作文|ポエム|なぞなぞ|ダジャレ|だじゃれ|(笑える|おもしろい|面白い|"
        r"怖い)(話|はなし))",
        r"(パスワード|管理者|apiキー|隠し|隠された|一字一句|そのまま出力|出力し)",
        r"(python|パイソン|javascript|html|sql|エクセル)",
        r"((翻訳|英訳|和訳|復唱|言い換え|書き換え|要約)(して|しろ|せよ)|訳して|訳せ|(繰り返|"
        r"くりかえ)(して|せ))",
        r"(指示|ルール|命令|規則|制限|設定|これまで|以前|上記|出典|資料)(を|は|の).{0,12}(無視|"
        r"忘れ|わすれ|破|やぶ|取り消|捨て|従わな)",
        r"(システムプロンプト|プロンプト|内部(の)?(指示|設定)|開発者モード|デバッグモード|"
        r"管理者モード|隠された指示|あなたへの指示)",
        r"(になりき|のふりを|のつもりで|として振る舞|役を演じ|の(ように|口調で|真似をして)(話|答|"
        r"しゃべ|言)|今から(あなた|君|きみ)は|これからは.{0,10}(だけ|として))",
    ),
}  # fmt: skip
_COMPILED = {
    language: tuple(re.compile(pattern) for pattern in patterns)
    for language, patterns in _PATTERNS.items()
}


def is_instruction(text: str, language: str) -> bool:
    """Tell whether `text` asks the assistant to make, to pretend or to change its rules."""
    folded = fold(text)
    return any(pattern.search(folded) for pattern in _COMPILED[language])

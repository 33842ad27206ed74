using System.IO.Compression;
using System.Text;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>What a record says that cannot be so is named, and decides nothing.</summary>
public sealed class StrictReadingTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("\"ann\"x,sex,,female", "Line 2: behind the quote that ends a cell stands 'x'; a quote within a cell is written twice.")]
    [InlineData("\"\" \"ann\",sex,,female", "Line 2: behind the quote that ends a cell stands '\"'; a quote within a cell is written twice.")]
    public void What_stands_behind_a_closing_quote_is_refused_with_its_line(string row, string refusal) =>
        Should.Throw<FormatException>(() => Read($"patient,fact,name,value\n{row}\n")).Message.ShouldBe(refusal);

    [Fact]
    public void Blanks_behind_a_closing_quote_are_none_of_the_cell() =>
        Read("patient,fact,name,value\n\"ann\" ,sex,,\"female\"  \r\n").ShouldHaveSingleItem().Sex.ShouldBe("female");

    [Theory]
    [InlineData("p,birthDate,,2999-01-01,,", "line 2: the birth date '2999-01-01' is no date")]
    [InlineData("p,measurement,hemoglobin,11,9999-12-31,", "line 2: '9999-12-31' is no date")]
    [InlineData("p,measurement,hemoglobin,11,0026-11-20,", "line 2: '0026-11-20' is no date")]
    [InlineData("p,therapy,pembrolizumab,past,2025-03,2025-01-31", "line 2: it ends on 2025-01-31, before it begins on 2025-03; neither day counts.")]
    public void Days_that_cannot_be_are_named_in_a_table(string row, string unread) =>
        Read($"patient,fact,name,value,date,end\n{row}\n").ShouldHaveSingleItem().Unreadable.ShouldHaveSingleItem().ShouldStartWith(unread);

    [Fact]
    public void An_end_in_the_month_of_the_beginning_is_not_before_it() =>
        Read("patient,fact,name,value,date,end\np,therapy,pembrolizumab,past,2025-03-20,2025-03\n").ShouldHaveSingleItem().Unreadable.ShouldBeEmpty();

    [Theory]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Pneumonitis"},"onsetDateTime":"2026-05-01","abatementDateTime":"2026-04-01"}""", "Condition/c: it ends on 2026-04-01, before it begins on 2026-05-01; neither day counts.")]
    [InlineData("""{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"effectiveDateTime":"9999-12-31","valueQuantity":{"value":11,"code":"g/dL"}}""", "Observation/o: effectiveDateTime is no date.")]
    [InlineData("""{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":11,"code":"g/dL"},"valueString":"8 g/dL","valueInteger":7}""", "Observation/o: it has valueQuantity and valueString and valueInteger, of which only one may be there, so it decides nothing.")]
    [InlineData("""{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":80,"code":"mm[Hg]"},"valueInteger":120}]}""", "Observation/o: it has valueQuantity and valueInteger, of which only one may be there, so it decides nothing.")]
    public void What_cannot_be_so_is_named_in_a_bundle(string resource, string unread) =>
        Bundle($$$$"""{"resource":{{{{resource}}}}}""").Unreadable.ShouldBe([unread]);

    [Fact]
    public void A_value_beside_another_does_not_decide()
    {
        var patient = Bundle("""{"resource":{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"effectiveDateTime":"2026-11-20","valueQuantity":{"value":11,"code":"g/dL"},"valueString":"8 g/dL"}}""");

        Judge.Screen(CriteriaReader.Read("Inclusion Criteria:\n\n* Hemoglobin ≥ 9 g/dL"), patient, Today).Criteria.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void Entries_that_are_none_are_counted_each_and_those_that_tell_of_a_request_are_not()
    {
        var patient = Bundle("""null,5,[],"x",{},{"resource":null},{"resource":7},{"response":{"status":"201 Created"}},{"request":{"method":"POST","url":"Observation"}}""");

        patient.Unreadable.Count.ShouldBe(7);
        patient.Unreadable.Count(entry => entry == "a resource without id stands in the bundle, where an entry should.").ShouldBe(4);
    }

    [Fact]
    public void A_birth_after_the_day_that_is_judged_on_is_named()
    {
        var patient = Read("patient,fact,name,value\np,birthDate,,2027-01-05\n").ShouldHaveSingleItem();

        Judge.Screen([], patient, Today).Unread.ShouldBe(["The date of birth, 2027-01-05, lies after 2026-11-22."]);
        Judge.Screen([], patient, new DateOnly(2028, 1, 1)).Unread.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_packed_is_named_so()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("fact\nsex"u8);

        Should.Throw<FormatException>(() => FactReader.Read(packed.ToArray())).Message.ShouldBe("It is packed as gzip: unpack it and try again.");
    }

    private static IReadOnlyList<PatientFacts> Read(string table) => FactReader.Read(Encoding.UTF8.GetBytes(table));

    private static PatientFacts Bundle(string entries) =>
        Read($$$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p"}},{{{{entries}}}}]}""").ShouldHaveSingleItem();
}

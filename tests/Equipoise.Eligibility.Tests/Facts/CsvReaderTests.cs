using System.Text;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Forms;
using Equipoise.Eligibility.Facts.Rows;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>Facts as rows of a table and as fields of a form.</summary>
public sealed class CsvReaderTests
{
    [Fact]
    public void Every_sort_of_fact_has_its_row()
    {
        var patient = CsvReader.Read("""
            patient,fact,name,value,unit,date,end,low,high,words,source
            ann,birthDate,,1960-05
            ann,sex,,female
            ann,performanceStatus,ecog,1,,2026-11-20
            ann,measurement,bilirubin.total,<0.4,mg/dL,2026-11-20T08:00:00Z,,0.1,1.2,,lab-7
            ann,measurement,loinc:718-7,11,g/dL
            ann,condition,icd10:C10.9,active,,2025-03
            ann,condition,"lung metastases;metastases",no
            ann,therapy,cisplatin,past,,2025-01-02,2025-03-01,,,"Cisplatin, weekly"
            ann,pregnancy,pregnant,no
            ann,consent,informed consent,yes
            ann,complete,therapies,yes
            """).ShouldHaveSingleItem();

        patient.Unreadable.ShouldBeEmpty();
        (patient.Id, patient.Born!.Text, patient.Sex, patient.TherapiesAreComplete, patient.ConditionsAreComplete).ShouldBe(("ann", "1960-05", "female", true, false));
        patient.Values.Select(fact => fact.Variable).ShouldBe(["ecog", "bilirubin.total", "hemoglobin"]);
        var bilirubin = patient.Values[1];
        (bilirubin.Value, bilirubin.Bound, bilirubin.Low, bilirubin.High, bilirubin.Source, bilirubin.Date!.Text).ShouldBe((0.4m, Comparison.Below, 0.1m, 1.2m, "lab-7", "2026-11-20"));
        patient.Conditions.Select(fact => (fact.Concepts[0], fact.Standing)).ShouldBe([("oropharyngeal cancer", Standing.Active), ("lung metastases", Standing.Absent)]);
        (patient.Therapies[0].Words, patient.Therapies[0].End!.Text).ShouldBe(("Cisplatin, weekly", "2025-03-01"));
        patient.Circumstances.Select(fact => fact.Holds).ShouldBe([false, true]);
    }

    [Theory]
    [InlineData("x,measurement,hemoglobn,11", "line 2: there is no variable 'hemoglobn', but hemoglobin.")]
    [InlineData("x,measurement,hemoglobin,eleven", "line 2: the value 'eleven' is no number.")]
    [InlineData("x,measurement,hemoglobin,1e400", "line 2: the value '1e400' is no number.")]
    [InlineData("x,condition,a dream,active", "line 2: no condition that criteria speak of is named 'a dream'.")]
    [InlineData("x,condition,stroke,maybe", "line 2: 'maybe' is none of active, past, yes, no, possible.")]
    [InlineData("x,condition,stroke,", "line 2: the condition 'stroke' has no value; write active, past, yes, no or possible.")]
    [InlineData("x,measurement,platelets,150.000,/uL", "line 2: '150.000' may mean 150000 or 150; write the one it is, without a point for thousands.")]
    [InlineData("x,measurement,ALT,1.250,U/L", "line 2: there is no variable 'ALT', but alt.")]
    [InlineData("x,pregnancy,pregnant,positive?", "line 2: 'positive?' is neither yes nor no.")]
    [InlineData("x,birthDate,,1940", "line 3: a second birth date; none counts until one of them is gone.")]
    [InlineData("x,condition,stroke,active,,someday", "line 2: 'someday' is no date; write 2026-11-22, 2026-11 or 2026.")]
    [InlineData("x,dream,stroke,active", "line 2: there is no fact 'dream'; the facts are birthDate, sex, measurement, performanceStatus, condition, therapy, pregnancy, consent, judgment, other, progression, death, complete.")]
    [InlineData("x,sex,,many", "line 2: the sex 'many' is none of male, female, other, unknown.")]
    public void A_row_that_cannot_be_read_is_named_and_the_others_count(string row, string sentence)
    {
        var patient = CsvReader.Read($"patient,fact,name,value,unit,date\n{row}\nx,birthDate,,1960\n").ShouldHaveSingleItem();

        patient.Unreadable.ShouldBe([sentence]);
        (patient.Born?.Text ?? patient.BirthDoubt?.Sentence).ShouldBe(row.Contains("birthDate", StringComparison.Ordinal) ? "The record holds more than one date of birth: 1940, 1960. Check whose record it is, and leave the right one." : "1960");
    }

    [Fact]
    public void A_record_that_calls_itself_complete_is_not_where_a_row_was_not_read_and_says_which()
    {
        var patient = CsvReader.Read("fact,name,value\ncomplete,conditions,yes\ncomplete,therapies,yes\ncondition,stroke,sometimes\n")[0];

        (patient.ConditionsAreComplete, patient.TherapiesAreComplete).ShouldBe((false, true));
        patient.Unreadable.ShouldBe(["line 4: 'sometimes' is none of active, past, yes, no, possible.", "line 4 was not read whole, so the conditions are not taken as complete."]);
    }

    [Theory]
    [InlineData("fact,value\rsex,male\rbirthDate,1960\r")]
    [InlineData("fact,value\r\nsex,male\r\nbirthDate,1960\r\n")]
    [InlineData("\"sep=\t\"\r\nfact\tvalue\r\nsex\tmale\r\nbirthDate\t1960\r\n")]
    [InlineData("fact;value\n\"sex\";male\nbirthDate;\"1960\"")]
    public void Tables_are_read_as_spreadsheets_of_all_countries_save_them(string table)
    {
        var patient = FactReader.Read(Encoding.UTF8.GetBytes(table)).ShouldHaveSingleItem();

        (patient.Sex, patient.Born?.Text, patient.Unreadable.Count).ShouldBe(("male", "1960", 0));
    }

    [Theory]
    [InlineData("", "It is empty")]
    [InlineData("fact,value\n", "There is no fact in it")]
    [InlineData("patient,value\nx,y\n", "Line 1 does not name the column 'fact'")]
    [InlineData("fact,dream\nx,y\n", "Line 1 names a column 'dream'")]
    [InlineData("fact,fact\nx,y\n", "Line 1 names a column twice")]
    [InlineData("fact,value\nsex,male,3\n", "Line 2 has 3 cells")]
    [InlineData("fact,value\nsex,\"male\n", "Line 3: a quote is not closed")]
    public void A_table_that_is_none_is_refused_in_a_sentence(string csv, string sentence) =>
        Should.Throw<FormatException>(() => FactReader.Read(Encoding.UTF8.GetBytes(csv))).Message.ShouldStartWith(sentence);

    [Fact]
    public void What_is_written_reads_back_to_the_same_facts()
    {
        var patient = CsvReader.Read("patient,fact,name,value,unit,date,end,low,high,words\nann,measurement,ast,>=40,U/L,2026-11-20T23:30:00-05:00,,,40.5\nann,condition,stroke,past,,2020,2021-05,,,\"A \"\"minor\"\" stroke, they said\"\nann,sex,,male\n")[0];

        var again = CsvReader.Read(FactRows.Write([patient]))[0];

        again.Values.ShouldBe(patient.Values);
        CsvReader.Read(FactRows.Write([patient with { Values = [.. patient.Values.Select(fact => fact with { Value = 123.456m })] }]))[0].Values[0].Value.ShouldBe(123.456m);
        again.Conditions.Single().ShouldBe(patient.Conditions.Single() with { Concepts = again.Conditions.Single().Concepts });
        (again.Sex, again.Unreadable.Count).ShouldBe(("male", 0));
    }

    [Fact]
    public void A_form_states_what_was_filled_in_and_nothing_else()
    {
        var patient = FormReader.Read(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["study"] = "NCT07264075", ["birthDate"] = "1960", ["measurement:ast"] = "160", ["measurement:ast:unit"] = "U/L", ["measurement:ast#2"] = "150", ["measurement:alt:unit"] = "U/L", ["condition:stroke"] = "", ["complete:conditions"] = "yes",
        })!;

        patient.Values.Select(fact => fact.Value).ShouldBe([160, 150]);
        (patient.ConditionsAreComplete, patient.Conditions.Count, patient.Unreadable.Count).ShouldBe((true, 0, 0));
        FormReader.Read([KeyValuePair.Create("measurement:alt:unit", "U/L")]).ShouldBeNull();
    }

    [Theory]
    [InlineData("11,5", 11.5)]
    [InlineData("<0,125", 0.125)]
    [InlineData("150,000", null)]
    public void A_comma_typed_into_a_form_is_a_decimal_one_where_it_can_be_nothing_else(string typed, double? value)
    {
        var patient = FormReader.Read([KeyValuePair.Create("measurement:hemoglobin", typed)])!;

        patient.Values.Where(fact => fact.Unread is null).Select(fact => (double?)fact.Value).FirstOrDefault().ShouldBe(value);
        patient.Unreadable.Count.ShouldBe(value is null ? 1 : 0);
    }

    [Theory]
    [InlineData("variable,unit,low\nast,U/L,1\n", "Line 1 must name the columns")]
    [InlineData("variable,unit,low,high\ndream,U/L,,1\n", "Line 2: there is no variable 'dream'")]
    [InlineData("variable,unit,low,high\nast,dream,,1\n", "Line 2: 'dream' is no UCUM unit")]
    [InlineData("variable,unit,low,high\nast,U/L,,much\n", "Line 2: 'much' is no number")]
    public void A_table_of_normal_ranges_is_checked_line_by_line(string csv, string sentence) =>
        Should.Throw<FormatException>(() => SiteRanges.Read(csv)).Message.ShouldStartWith(sentence);
}

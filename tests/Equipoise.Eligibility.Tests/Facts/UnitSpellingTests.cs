using System.Globalization;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Fhir;
using Equipoise.Eligibility.Facts.Forms;
using Equipoise.Eligibility.Facts.Rows;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>Units as the exports of laboratories and record systems spell them.</summary>
public sealed class UnitSpellingTests
{
    // The value in the variable's own unit.
    [Theory]
    [InlineData("platelets", 150, "G/L", 150)]
    [InlineData("platelets", 150, "K/uL", 150)]
    [InlineData("platelets", 150, "k/µl", 150)]
    [InlineData("platelets", 150, "g/l", 150)]
    [InlineData("platelets", 150, "109/L", 150)]
    [InlineData("platelets", 150, "x10E9/L", 150)]
    [InlineData("platelets", 150, "10e9/L", 150)]
    [InlineData("platelets", 150, "x10^9/l", 150)]
    [InlineData("platelets", 150, "× 10⁹/L", 150)]
    [InlineData("platelets", 150, "10⁹/L", 150)]
    [InlineData("platelets", 150, "x10(9)/L", 150)]
    [InlineData("platelets", 150, "10^3/uL", 150)]
    [InlineData("platelets", 150, "10*3/mm3", 150)]
    [InlineData("platelets", 150, "10³/mm³", 150)]
    [InlineData("platelets", 150, "10^9 cells/L", 150)]
    [InlineData("platelets", 150, "Tsd/µl", 150)]
    [InlineData("platelets", 150, "Tsd./μl", 150)]
    [InlineData("platelets", 0.15, "Mio/µl", 150)]
    [InlineData("platelets", 150000, "/µL", 150)]
    [InlineData("platelets", 150000, "/mm³", 150)]
    [InlineData("platelets", 150000, "cells/mm3", 150)]
    [InlineData("platelets", 150000, "cells/µL", 150)]
    [InlineData("platelets", 150000, "/cumm", 150)]
    [InlineData("hemoglobin", 11, "gm/dL", 11)]
    [InlineData("hemoglobin", 11, "G/DL", 11)]
    [InlineData("hemoglobin", 110, "g/l", 11)]
    [InlineData("creatinine", 1.1, "mg/dl", 1.1)]
    [InlineData("creatinine", 113.12, "µmol/l", 1.28)]
    [InlineData("ast", 30, "IU/L", 30)]
    [InlineData("ast", 30, "U/l", 30)]
    [InlineData("egfr", 60, "mL/min/1.73m2", 60)]
    [InlineData("egfr", 60, "ml/min/1,73 m²", 60)]
    [InlineData("bmi", 24, "kg/m²", 24)]
    [InlineData("aptt", 30, "sec", 30)]
    [InlineData("qtcf", 450, "msec", 450)]
    [InlineData("lvef", 55, "%", 55)]
    [InlineData("potassium", 4, "mEq/L", 4)]
    public void A_spelling_that_means_one_unit_is_read_from_a_table_a_form_and_a_bundle(string variable, double value, string unit, double expected)
    {
        var number = value.ToString(CultureInfo.InvariantCulture);
        PatientFacts[] patients =
        [
            CsvReader.Read($"fact,name,value,unit\nmeasurement,{variable},{number},\"{unit}\"\n")[0],
            FormReader.Read([KeyValuePair.Create($"measurement:{variable}", number), KeyValuePair.Create($"measurement:{variable}:unit", unit)])!,
            Fhir(variable, number, unit),
        ];

        foreach (var fact in patients.Select(patient => patient.Values.ShouldHaveSingleItem()))
            Math.Round(Own(fact).ShouldNotBeNull(), 2).ShouldBe((decimal)expected);
    }

    [Theory]
    [InlineData("platelets", "mil/mm3")]
    [InlineData("platelets", "x10")]
    [InlineData("albumin", "G/L")]
    [InlineData("platelets", "K/dream")]
    [InlineData("calcium", "mEq/L")]
    [InlineData("magnesium", "meq/L")]
    public void A_spelling_that_may_mean_two_units_fits_no_limit(string variable, string unit)
    {
        Own(CsvReader.Read($"fact,name,value,unit\nmeasurement,{variable},2,{unit}\n")[0].Values[0]).ShouldBeNull();
        Own(Fhir(variable, "2", unit).Values[0]).ShouldBeNull();
    }

    [Fact]
    public void A_normal_range_in_the_laboratorys_spelling_is_kept_and_a_sites_table_may_be_spelled_so()
    {
        var fact = Fhir("platelets", "150", "K/uL", ""","referenceRange":[{"low":{"value":140,"unit":"G/L"},"high":{"value":400,"unit":"G/L"}}]""").Values.ShouldHaveSingleItem();

        (fact.Low, fact.High).ShouldBe((140m, 400m));
        SiteRanges.Read("variable,unit,low,high\nplatelets,Tsd/µl,140,400\n").Find("platelets", upper: true, "10*9/L", null).ShouldBe(400m);
    }

    private static decimal? Own(ValueFact fact)
    {
        var variable = Variables.Find(fact.Variable)!;
        return UnitConversion.Convert(fact.Value, fact.Unit, variable.Unit, variable.MolarMass, out _);
    }

    private static PatientFacts Fhir(string variable, string value, string unit, string more = "") => FhirReader.Read(System.Text.Encoding.UTF8.GetBytes($$$$"""
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p1"}},{"resource":{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-11-20",
        "code":{"coding":[{"system":"http://loinc.org","code":"{{{{Variables.Find(variable)!.Loinc[0]}}}}"}]},"valueQuantity":{"value":{{{{value}}}},"unit":"{{{{unit}}}}"}{{{{more}}}}}}]}
        """))[0];
}

using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Tests.Safety;

/// <summary>CTCAE 5.0's limits, each from both sides.</summary>
public sealed class LabGraderTests
{
    [Theory]
    [InlineData("Hemoglobin", 120, "g/L", 0)]
    [InlineData("Hemoglobin", 119, "g/L", 1)]
    [InlineData("Hemoglobin", 100, "g/L", 1)]
    [InlineData("Hemoglobin", 99, "g/L", 2)]
    [InlineData("Hemoglobin", 7.9, "g/dL", 3)]
    [InlineData("Hemoglobin", 4.8, "mmol/L", 3)]
    [InlineData("Hemoglobin", 161, "g/L", 1)]
    [InlineData("Hemoglobin", 201, "g/L", 3)]
    public void Hemoglobin_is_graded_both_ways(string test, double value, string unit, int grade)
    {
        var factor = unit switch { "g/dL" => 10m, "mmol/L" => 16m, _ => 1m };

        LabGrader.Grade(new LabResult(test, (decimal)value, unit, 120 / factor, 160 / factor, null)).Grade.ShouldBe(grade);
    }

    [Theory]
    [InlineData("neutrophils", "0.49", 4)]
    [InlineData("neutrophils", "0.5", 3)]
    [InlineData("neutrophils", "1.0", 2)]
    [InlineData("neutrophils", "1.5", 1)]
    [InlineData("neutrophils", "2", 0)]
    [InlineData("PLAT", "24.9", 4)]
    [InlineData("lymphocytes", "0.2", 3)]
    [InlineData("lymphocytes", "4.1", 2)]
    [InlineData("lymphocytes", "20.1", 3)]
    [InlineData("WBC", "100.1", 3)]
    public void Blood_counts(string test, string value, int grade) =>
        LabGrader.Grade(new LabResult(test, Number(value), "10^9/L", test == "PLAT" ? 150 : test == "lymphocytes" ? 1 : 2, 400, null)).Grade.ShouldBe(grade);

    [Theory]
    [InlineData("calcium", "5.9", "mEq/L", 2)] // 2.95 mmol/L
    [InlineData("calcium", "3.4", "meq/L", 3)] // 1.7 mmol/L
    [InlineData("magnesium", "0.9", "mEq/L", 2)] // 0.45 mmol/L
    [InlineData("potassium", "5.6", "mEq/L", 2)]
    [InlineData("sodium", "129", "mEq/L", 3)]
    public void A_milliequivalent_is_a_millimole_by_the_charges_of_the_ion(string test, string value, string unit, int grade) =>
        LabGrader.Grade(new LabResult(test, Number(value), unit, test is "sodium" ? 135 : 1, test is "sodium" ? 145 : 5, null)).Grade.ShouldBe(grade);

    [Theory]
    [InlineData("x10^9/L", "24")]
    [InlineData("10**9/L", "24")]
    [InlineData("10E9/L", "24")]
    [InlineData("GI/L", "24")]
    [InlineData("G/L", "24")]
    [InlineData("10^3/mm^3", "24")]
    [InlineData("thou/uL", "24")]
    [InlineData("10^6/L", "24000")]
    [InlineData("cells/mm3", "24000")]
    public void Counts_are_read_in_the_units_that_laboratories_write(string unit, string value) =>
        LabGrader.Grade(new LabResult("platelets", Number(value), unit, null, null, null)).Grade.ShouldBe(4);

    [Theory]
    [InlineData("40", "30", 0)]
    [InlineData("41", "30", 1)]
    [InlineData("121", "30", 2)]
    [InlineData("801", "30", 4)]
    [InlineData("130", "100", 0)] // 1.3 times an abnormal baseline
    [InlineData("150", "100", 1)]
    [InlineData("301", "100", 2)]
    [InlineData("2001", "100", 4)]
    [InlineData("121", null, 2)] // without a baseline it was normal
    public void Transaminases_are_graded_from_an_abnormal_baseline(string value, string? baseline, int grade) =>
        LabGrader.Grade(new LabResult("ALT", Number(value), "U/L", null, 40, baseline is null ? null : Number(baseline))).Grade.ShouldBe(grade);

    [Theory]
    [InlineData("100", "60", 2)] // below the limit, but more than 1.5 times baseline
    [InlineData("100", "70", 0)]
    [InlineData("661", "300", 4)]
    [InlineData("111", null, 1)]
    public void Creatinine_is_graded_from_both_limit_and_baseline(string value, string? baseline, int grade) =>
        LabGrader.Grade(new LabResult("creatinine", Number(value), "umol/L", null, 110, baseline is null ? null : Number(baseline))).Grade.ShouldBe(grade);

    [Theory]
    [InlineData("mmol/L", "3.02", 1)]
    [InlineData("mg/dL", "54.5", 2)] // 3.02 mmol/L: each unit has its own limit in the text
    public void Glucose_has_a_limit_in_each_unit(string unit, string value, int grade) =>
        LabGrader.Grade(new LabResult("glucose", Number(value), unit, unit is "mmol/L" ? 3.9m : 70, null, null)).Grade.ShouldBe(grade);

    [Fact]
    public void Where_symptoms_decide_the_worst_case_is_taken()
    {
        LabGrader.Grade(new LabResult("sodium", 129, "mmol/L", 135, 145, null)).Grade.ShouldBe(3);
        LabGrader.Grade(new LabResult("potassium", 3.4m, "mmol/L", 3.5m, 5, null)).Grade.ShouldBe(2);
        LabGrader.Grade(new LabResult("lipase", 121, "U/L", null, 60, null)).Grade.ShouldBe(3);
    }

    [Fact]
    public void What_is_missing_is_not_taken_for_normal()
    {
        LabGrader.Grade(new LabResult("ALT", 100, "U/L", null, null, null)).Grade.ShouldBeNull();
        LabGrader.Grade(new LabResult("ALT", null, "U/L", null, 40, null)).Grade.ShouldBeNull();
        LabGrader.Grade(new LabResult("sodium", 140, "g/L", 135, 145, null)).Rule.ShouldBe("The limits for sodium are in mmol/L, which 'g/L' cannot be turned into.");
        LabGrader.Grade(new LabResult("hair", 1, "", null, null, null)).Rule.ShouldBe("CTCAE 5.0 has no laboratory rule for hair.");
        // Below every limit of its own the missing one does not matter.
        LabGrader.Grade(new LabResult("hemoglobin", 79, "g/L", null, null, null)).Grade.ShouldBe(3);
    }

    [Fact]
    public void The_rule_says_what_decided() =>
        LabGrader.Grade(new LabResult("fibrinogen", 1.5m, "g/L", 2, 4, 4)).ShouldBe(new LabGrade(3, "L", "Fibrinogen decreased", "Fibrinogen decreased, grade 3: < lln & fall 50 (g/L)"));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

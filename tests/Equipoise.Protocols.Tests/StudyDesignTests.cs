using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Randomizing;
using Equipoise.Protocols.Reading;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Protocols.Tests;

/// <summary>What the two protocols we keep say, and what is said of a file that is wrong.</summary>
public sealed class StudyDesignTests
{
    private static readonly string Oral = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "oral-two-arms.yaml"));

    private static Protocol Illumine => ShippedProtocols.Find("NCT07264075")!;

    [Fact]
    public void Illumine_gives_what_its_record_says()
    {
        var design = Illumine.Design!;

        design.Enrollment.ShouldBe(780);
        design.Arms.Select(arm => (arm.Code, string.Join(" then ", arm.Treatments.Select(treatment => $"{treatment.Name} {treatment.Dose} over {treatment.Infusion!.Minutes}±{treatment.Infusion.WindowMinutes} min every {treatment.Schedule.EveryDays} d")))).ShouldBe(
        [
            ("A", "ivonescimab 10 mg/kg over 60±10 min every 21 d"),
            ("B", "ivonescimab 10 mg/kg over 60±10 min every 21 d then ligufalimab 45 mg/kg over 120±15 min every 21 d"),
            ("C", "pembrolizumab 200 mg over 60±10 min every 21 d"),
        ]);
        design.MaximumTreatment.ShouldNotBeNull().Months.ShouldBe(24);
        design.Plan!.Comparisons.Select(one => $"{one.Experimental} versus {one.Control}").ShouldBe(["B versus C", "A versus C"]);
    }

    [Theory]
    [InlineData("arms.A.treatments.IVO.dose", Origin.Record)]
    [InlineData("arms.A.treatments.IVO.recalculation.changePercent", Origin.Assumption)]
    [InlineData("allocation", Origin.Assumption)]
    [InlineData("maximumTreatment.duration", Origin.Record)]
    [InlineData("maximumTreatment.arms", Origin.Assumption)]
    [InlineData("maximumTreatment", null)] // they differ
    [InlineData("criteria.inclusion-3", Origin.Record)]
    [InlineData("plan.hazardRatio", Origin.Assumption)]
    public void Every_value_says_where_it_comes_from(string path, Origin? origin) => Illumine.OriginOf(path).ShouldBe(origin);

    [Fact]
    public void A_note_stands_beside_the_values_it_is_about() =>
        Illumine.Values.Single(value => value.Path == "maximumTreatment.duration").Note.ShouldNotBeNull().ShouldContain("calendar months");

    [Fact]
    public void Imaging_comes_every_six_weeks_for_forty_eight_weeks_and_then_every_twelve() =>
        Illumine.Design!.Visits.Single(visit => visit.Code == "IMG").When!.Days(7 * 85).Select(day => day / 7).ShouldBe([6, 12, 18, 24, 30, 36, 42, 48, 60, 72, 84]);

    [Fact]
    public void Every_assumption_about_illumine_is_marked() =>
        Illumine.Values.Where(value => value.Origin == Origin.Record).Select(value => value.Path.Split('.')[0]).Distinct().ShouldBe(
            ["study", "title", "masking", "enrollment", "arms", "cycle", "maximumTreatment", "tumorResponse", "discontinuation", "endpoints", "plan", "criteria"]);

    [Fact]
    public void Another_study_is_another_file()
    {
        var protocol = ProtocolReader.Read(Oral);
        var design = protocol.Design!;

        protocol.Version!.Amendments.Single().NeedsConsent.ShouldBeFalse();
        design.Arm("NEW").Treatments.Single().ShouldSatisfyAllConditions(
            drug => drug.Dose.Basis.ShouldBe(DoseBasis.PerSquareMeter),
            drug => drug.Schedule.ShouldBe(new DosingSchedule(1, 2, new DayWindow(1, 1), IsTakenHome: true)));
        design.Allocation.Method.ShouldBe(AllocationMethod.Minimization);
        design.Allocation.Ratio.ShouldBe([2, 1]);
        design.Allocation.Minimization!.Weights.ShouldBe([1, 2]);
        design.Factors[1].Levels.Single(level => level.Holds("64.9")).Code.ShouldBe("YOUNG");
        design.Form("VS")!.Field("WEIGHT")!.Fact.ShouldBe(new FieldFact(FactKind.Measurement, "weight"));
        design.MaximumTreatment.ShouldBeNull();
    }

    [Theory]
    [InlineData("masking: !protocol open label", "masking: open label", "Line 4: 'masking' does not say where it comes from")]
    [InlineData("masking: !protocol", "masking: !gospel", "Line 4: There is no mark '!gospel'")]
    [InlineData("number: !protocol \"2.0\"", "numer: !protocol \"2.0\"", "Line 7: This version has no 'number'.")]
    [InlineData("date: !protocol 2026-05-01", "date: !protocol 2026-13-01", "Line 8: 'date' is a day such as")]
    [InlineData("type: experimental", "type: experimenal", "Line 14: 'type' is one of experimental")]
    [InlineData("{amount: 100, unit: mg}", "{amount: -100, unit: mg}", "Line 30: 'amount' is a number above 0.")]
    [InlineData("code: PBO\n", "code: NEW\n", "Line 23: 'NEW' is the code of an earlier arm")]
    [InlineData("cycle: !protocol 28 d", "cycle: !protocol 4 weeks", "Line 32: 'cycle' is a whole number with d, wk, mo or a")]
    [InlineData("screening: !protocol 14 d", "screening: !protocol 1 mo", "Line 34: 'screening' is counted in days or weeks")]
    [InlineData("method: minimization", "method: blocks", "Line 46: 'blockSizes' names at least one size.")]
    [InlineData("method: minimization", "blockSizes: [4]\n  method: blocks", "Line 47: 4 is no block size: a block holds a whole multiple of the ratio's 3 parts")]
    [InlineData("ratio: {NEW: 2, PBO: 1}", "ratio: {NEW: 2}", "Line 48: This ratio has no 'PBO'.")]
    [InlineData("probability: 0.8", "probability: 8", "Line 50: 'probability' is above 0 and at most 1.")]
    [InlineData("forms: [DM, VS]", "forms: [DM, XX]", "Line 57: There is no form 'XX'.")]
    [InlineData("repeat: [{every: 28 d, until: 336 d}]", "repeat: [{every: 28 d}]", "Line 61: This timing repeats without end")]
    [InlineData("name: weight}", "name: waight}", "Line 84: There is no variable 'waight' in the tables.")]
    [InlineData("recalculation: {changePercent: 0, of: firstDose}", "recalculation: {changePercent: 0}", "Line 22: This recalculation has no 'of'.")]
    [InlineData("enrollment: !protocol 90", "enrolment: !protocol 90", "Line 2: This protocol has no 'enrollment'.")]
    public void What_is_wrong_is_said_with_its_line(string right, string wrong, string sentence)
    {
        Oral.ShouldContain(right);

        Should.Throw<ProtocolException>(() => ProtocolReader.Read(Replaced(right, wrong))).Message.ShouldStartWith(sentence);
    }

    [Theory]
    [InlineData("date: DRAWN}", "date: SUGAR}", "'date' names the field 'SUGAR', which takes another kind of answer: it is to be of type date.")]
    [InlineData("date: DRAWN}", "day: DRAWN}", "This laboratory mapping has no 'date'.")]
    [InlineData("term: WHAT,", "term: WHICH,", "'term' names the field 'WHICH', which the form does not have.")]
    [InlineData("fatal: DIED,", "fatal: DEAD,", "The field 'RESULT' has no code 'DEAD', which 'fatal' names.")]
    [InlineData("treatment: NEWDRUG", "treatment: OLDDRUG", "No arm has a treatment 'OLDDRUG'.")]
    [InlineData("related: R,", "related: Y,", "The field 'BYNEW' has no code 'Y', which 'related' names.")]
    public void A_role_that_no_field_can_play_is_refused_on_its_line(string right, string wrong, string sentence)
    {
        var line = Oral[..Oral.IndexOf(right, StringComparison.Ordinal)].Count(sign => sign == '\n') + 1;

        Should.Throw<ProtocolException>(() => ProtocolReader.Read(Replaced(right, wrong))).Message.ShouldStartWith($"Line {line}: {sentence}");
    }

    [Fact]
    public void Roles_and_states_of_lesions_are_those_that_responses_are_derived_from()
    {
        var illumine = File.ReadAllText(Repository.PathTo("protocols", "illumine", "protocol.yaml"));

        Illumine.Design!.Form("TR")!.Lesions.ShouldBe(new LesionFields("DATE", "LESION", "ROLE", "SITE", "NODAL", "DIAM", "STATE", Evaluator: null));
        Should.Throw<ProtocolException>(() => ProtocolReader.Read(illumine.Replace("{code: too-small,", "{code: tiny,", StringComparison.Ordinal))).Message
            .ShouldContain("The field 'STATE' has the code 'tiny'; as 'state' it may have measured, too-small");
        Should.Throw<ProtocolException>(() => ProtocolReader.Read(illumine.Replace("{code: NON-CR_NON-PD,", "{code: NN,", StringComparison.Ordinal))).Message.ShouldContain("The field 'OVERALL' has the code 'NN'");
    }

    [Fact]
    public void How_forms_become_SDTM_is_read()
    {
        var design = ProtocolReader.Read(Tabulated("{field: WEIGHT, testcd: WEIGHT, test: Weight, domain: VS}")).Design!;

        design.Tabulations.Single().ShouldSatisfyAllConditions(
            form => form.Form.ShouldBe("VS"),
            form => form.Constants["VSCAT"].ShouldBe("BODY"),
            form => (form.Fields.Single().TestCode, form.Fields.Single().Domain).ShouldBe(("WEIGHT", "VS")));
    }

    [Theory]
    [InlineData("{field: WAIST, variable: VSPOS, domain: VS}", "The form VS has no field 'WAIST'.")]
    [InlineData("{field: WEIGHT, variable: vspos, domain: VS}", "'variable' is at most 8 capitals and digits")]
    [InlineData("{field: WEIGHT, domain: VS}", "A tabulated field becomes either a 'variable' or the result of a 'testcd'.")]
    [InlineData("{field: WEIGHT, testcd: WEIGHT, domain: VS}", "A 'testcd' has a 'test', its name")]
    [InlineData("{field: WEIGHT, variable: VSPOS}", "Say the 'domain' in two letters")]
    [InlineData("{field: WEIGHT, variable: VSPOS, domain: VS, codes: {A: B}}", "The field WEIGHT has no code 'A'.")]
    public void What_is_wrong_with_it_is_said_with_its_line(string field, string sentence) =>
        Should.Throw<ProtocolException>(() => ProtocolReader.Read(Tabulated(field))).Message.ShouldStartWith($"Line {Tabulated(field).Split('\n').Length - 1}: {sentence}");

    private static string Tabulated(string field) => $"{Oral.TrimEnd()}\ntabulation: !protocol\n  - form: VS\n    constants: {{VSCAT: BODY}}\n    fields:\n      - {field}\n";

    [Fact]
    public void References_and_endless_nesting_are_refused()
    {
        Should.Throw<ProtocolException>(() => ProtocolReader.Read("study: &a X\ncriteria: [*a]\n")).Message.ShouldStartWith("Line 2: References (*name) are not read");
        Should.Throw<ProtocolException>(() => ProtocolReader.Read($"study: X\ncriteria: {new string('[', 100_000)}")).Message.ShouldStartWith("Line 2: The file nests deeper than");
    }

    private static string Replaced(string right, string wrong)
    {
        var place = Oral.IndexOf(right, StringComparison.Ordinal);
        return Oral[..place] + wrong + Oral[(place + right.Length)..];
    }
}

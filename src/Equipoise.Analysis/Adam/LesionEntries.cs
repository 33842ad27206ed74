using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Tumors;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Analysis.Adam;

/// <summary>Finds what was seen of lesions in the forms that a protocol tabulates into TR: which field is the lesion, its role, its diameter.</summary>
internal sealed class LesionEntries
{
    private readonly Form form;
    private readonly string lesion;
    private readonly string role;
    private readonly string diameter;
    private readonly string state;
    private readonly string? nodal;
    private readonly string? site;

    private LesionEntries(Form form, string lesion, string role, string diameter, string state, string? nodal, string? site) =>
        (this.form, this.lesion, this.role, this.diameter, this.state, this.nodal, this.site) = (form, lesion, role, diameter, state, nodal, site);

    /// <summary>Where a protocol has lesions; null where it names no such form.</summary>
    public static LesionEntries? Of(StudyDesign design)
    {
        foreach (var tabulation in design.Tabulations)
        {
            if (FieldOf(tabulation, "TRLNKID") is { } lesion && FieldOf(tabulation, "TRGRPID") is { } role && FieldOf(tabulation, "DIAMETER") is { } diameter && FieldOf(tabulation, "TUMSTATE") is { } state)
                return new LesionEntries(design.Form(tabulation.Form)!, lesion, role, diameter, state, FieldOf(tabulation, "NODAL"), FieldOf(tabulation, "TULOC"));
        }

        return null;
    }

    /// <summary>What was seen, by the entries of one participant; entries whose codes are no words of RECIST are left out.</summary>
    public IReadOnlyList<LesionObservation> Read(IEnumerable<FormEntry> entries) =>
    [
        .. from entry in entries
           where string.Equals(entry.Form, form.Code, StringComparison.Ordinal)
           let answers = entry.Values()
           let asRole = Word<LesionRole>(answers.GetValueOrDefault(role))
           let asState = Word<LesionState>(answers.GetValueOrDefault(state))
           where asRole is not null && asState is not null
           select new LesionObservation(
               entry.RecordedOn, answers.GetValueOrDefault(lesion, ""), asRole.Value, site is null ? "" : answers.GetValueOrDefault(site, ""), nodal is not null && answers.GetValueOrDefault(nodal) is "Y",
               decimal.TryParse(answers.GetValueOrDefault(diameter), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var length) ? length : null, asState.Value, entry.Id),
    ];

    private static string? FieldOf(FormTabulation tabulation, string name) =>
        tabulation.Fields.FirstOrDefault(field => string.Equals(field.Variable ?? field.TestCode, name, StringComparison.Ordinal))?.Field;

    // The words are those of the standard, with hyphens: non-target, unequivocal-progression.
    private static T? Word<T>(string? code)
        where T : struct, Enum => code is not null && Enum.TryParse<T>(code.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var word) ? word : null;
}

using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Exchange.Csv;

/// <summary>A form over all versions of the protocol: what the newest version asks, then what only older ones asked.</summary>
/// <param name="Newest">The form as its newest version has it.</param>
/// <param name="Fields">All fields it ever had, each in its newest form.</param>
internal sealed record StudyForm(Form Newest, IReadOnlyList<FormField> Fields)
{
    public string Code => Newest.Code;

    public static IReadOnlyList<StudyForm> AllOf(StudySource source) =>
    [
        .. source.Protocols.Reverse().SelectMany(protocol => protocol.Design.Forms).GroupBy(form => form.Code, StringComparer.Ordinal)
            .Select(versions => new StudyForm(versions.First(), [.. versions.SelectMany(form => form.Fields).DistinctBy(field => field.Code, StringComparer.Ordinal)])),
    ];
}

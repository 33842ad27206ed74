using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Analysis.Plans;

/// <summary>Where a day is found in what is on record.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Name">The field of a form, the kind of a disposition, <c>progression</c>, <c>assessment</c> or <c>response</c> of tumors, <c>first</c> or <c>last</c> of doses.</param>
/// <param name="Form">The form; null but for forms and therapies.</param>
/// <param name="When">What must hold of the same form entry; null for nothing.</param>
public sealed record DaySource(DaySourceKind Kind, string Name, string? Form = null, FieldRule? When = null)
{
    /// <summary>A source as a protocol names it.</summary>
    public static DaySource Of(DateSource source) =>
        source.Form is null ? new DaySource(DaySourceKind.Disposition, source.Field) : new DaySource(DaySourceKind.Form, source.Field, source.Form, source.When);
}

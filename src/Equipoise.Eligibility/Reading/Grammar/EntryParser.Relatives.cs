namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A clause that says more of the same people: "patients with gout who are on warfarin".</summary>
internal sealed partial class EntryParser
{
    private bool related;

    // Denials of a verb that are being read: "patients not receiving", where "no patients with" denies all that follows
    private int verbDenials;

    private bool DeniesVerb(int not) => at.Upper(not) is "NOT" or "NEVER" && (at.KindsAt(not + 1) >> (int)Lexing.WordKind.Person & 1) == 0;

    /// <summary>A "who" within the entry begins a clause, whose words were made those that the grammar knows.</summary>
    public bool Relates { get; init; }

    private bool TakeRelative()
    {
        // "patients not receiving warfarin who have gout": what they have is not denied.
        related = Relates && verbDenials == 0 && at.WordIs("who");
        return related && Rewind(at.Position + 1);
    }
}

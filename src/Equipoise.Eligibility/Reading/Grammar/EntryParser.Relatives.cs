namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A clause that says more of the same people: "patients with gout who are on warfarin".</summary>
internal sealed partial class EntryParser
{
    private bool related;

    /// <summary>A "who" within the entry begins a clause, whose words were made those that the grammar knows.</summary>
    public bool Relates { get; init; }

    private bool TakeRelative()
    {
        related = Relates && at.WordIs("who");
        return related && Rewind(at.Position + 1);
    }
}

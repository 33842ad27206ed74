namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>What a line that begins a section is beside that.</summary>
internal enum HeadingSays
{
    /// <summary>Nothing: "Exclusion criteria:".</summary>
    Section,

    /// <summary>A part of the section before: "Excluded:" below "Concurrent medication:".</summary>
    Part,

    /// <summary>It says more of what follows, so that it is an entry: "Excluded within the past month:".</summary>
    More,

    /// <summary>The last item of the section before, with the next heading at its end.</summary>
    Statement,
}

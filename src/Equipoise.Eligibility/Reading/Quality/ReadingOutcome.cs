namespace Equipoise.Eligibility.Reading.Quality;

/// <summary>How the reading of a criterion compares with its label.</summary>
public enum ReadingOutcome
{
    /// <summary>The tree says what the label says.</summary>
    Right,

    /// <summary>Not read whole, so nobody is judged by it.</summary>
    Partial,

    /// <summary>Read whole, and it says something else.</summary>
    Wrong,

    /// <summary>Rightly not taken for something that a program can compute.</summary>
    LeftAlone,

    /// <summary>The label leaves it open.</summary>
    Open,
}

namespace Equipoise.Statistics;

/// <summary>Data or a design that a method cannot answer for, said in one sentence: what, where, and how to mend it.</summary>
public sealed class StatisticsException : Exception
{
    /// <summary>A refusal without words; the other constructors say why.</summary>
    public StatisticsException()
    {
    }

    /// <summary>A refusal in one sentence.</summary>
    public StatisticsException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal in one sentence, with what led to it.</summary>
    public StatisticsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

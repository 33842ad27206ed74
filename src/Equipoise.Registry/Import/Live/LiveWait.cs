using System.Globalization;

namespace Equipoise.Registry.Import.Live;

/// <summary>Why nothing comes at the moment: a server gave no answer and is asked again after a pause.</summary>
/// <param name="Server">Host and port.</param>
/// <param name="Problem">What it did, such as "answered with status 503".</param>
/// <param name="Wait">How long the pause is.</param>
/// <param name="IsAsked">Whether the server asked for that pause.</param>
/// <param name="Attempt">Which attempt comes next, from 2.</param>
/// <param name="Attempts">How many there will be at most.</param>
public sealed record LiveWait(string Server, string Problem, TimeSpan Wait, bool IsAsked, int Attempt, int Attempts)
{
    /// <summary>The same as a sentence.</summary>
    public override string ToString()
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(Wait.TotalSeconds));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Server} {Problem}; waiting {seconds:N0} {(seconds == 1 ? "second" : "seconds")}{(IsAsked ? ", as it asks," : "")} before attempt {Attempt} of {Attempts}.");
    }
}

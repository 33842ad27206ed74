using Equipoise.Search;
using Equipoise.Statistics;
using Equipoise.Storage;
using Equipoise.Survival;

namespace Equipoise.CommandLine;

/// <summary>What is said of an error that ends a job.</summary>
internal static class FailureSentence
{
    /// <summary>The sentence.</summary>
    public static string Of(Exception failure) => failure switch
    {
        StorageException or SearchException or StatisticsException or TableException => failure.Message,
        IOException or UnauthorizedAccessException => FileFailure.Sentence(failure),
        // Of what several threads have met, the first says most.
        AggregateException { InnerExceptions: [var first, ..] } => Of(first),
        OutOfMemoryException => "The memory that Equipoise may use is not enough for this: give it more.",
        _ => $"Equipoise stopped on an error that it does not know: {failure.Message.ReplaceLineEndings(" ")} ({failure.GetType().Name})",
    };
}

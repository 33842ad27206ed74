using Equipoise.SearchBench.Queries;

namespace Equipoise.SearchBench;

/// <summary>Asks a peer from one thread.</summary>
internal interface IAsker : IDisposable
{
    /// <summary>Does all of a query's work: top ten with titles, exact total, counts.</summary>
    Answer Ask(BenchQuery query);
}

namespace Equipoise.Conduct.Store;

/// <summary>Another step with the same request key ended first; this one is undone.</summary>
internal sealed class RequestTakenException() : Exception("A request of this key was answered meanwhile.");

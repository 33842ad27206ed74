namespace Equipoise.Conduct.Tumors;

/// <summary>Observations contradict each other or say nothing; the message says which, where, and what to do.</summary>
public sealed class LesionException(string message) : Exception(message);

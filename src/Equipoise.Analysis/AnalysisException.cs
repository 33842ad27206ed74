namespace Equipoise.Analysis;

/// <summary>An analysis cannot be made; the message says why and how to mend it.</summary>
public sealed class AnalysisException(string message) : Exception(message);

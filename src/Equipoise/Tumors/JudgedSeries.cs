using Equipoise.Conduct.Tumors;

namespace Equipoise.Tumors;

/// <summary>One subject's assessments by one evaluator, and the best response.</summary>
internal sealed record JudgedSeries(string Subject, string Evaluator, TumorSeries Series, BestResponse Best);

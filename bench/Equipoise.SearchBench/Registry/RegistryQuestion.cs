namespace Equipoise.SearchBench.Registry;

/// <summary>A question to a whole registry, in the language of the API.</summary>
/// <param name="Class">The class it is reported in.</param>
/// <param name="Expression">What is asked.</param>
/// <param name="ByDate">True for the last changed first.</param>
/// <param name="Deep">True for the hundredth page of ten.</param>
internal sealed record RegistryQuestion(string Class, string Expression, bool ByDate = false, bool Deep = false);

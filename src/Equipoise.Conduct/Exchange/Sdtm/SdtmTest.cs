namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>A test of CDISC's controlled terminology.</summary>
/// <param name="Domain">The domain of its results.</param>
/// <param name="Code">The short name (--TESTCD).</param>
/// <param name="Name">The name (--TEST).</param>
/// <param name="Specimen">The specimen, where there is one (--SPEC).</param>
/// <param name="Category">The category, where there is one (--CAT).</param>
internal sealed record SdtmTest(string Domain, string Code, string Name, string Specimen, string Category);

namespace Equipoise.Conduct.Tumors;

/// <summary>Responses as CDISC's controlled terminology writes them.</summary>
public static class ResponseCodes
{
    private static readonly (Response Response, string Code)[] Codes =
    [
        (Response.Complete, "CR"), (Response.Partial, "PR"), (Response.Stable, "SD"), (Response.NonCompleteNonProgressive, "NON-CR/NON-PD"),
        (Response.NoEvidenceOfDisease, "NED"), (Response.Progressive, "PD"), (Response.NotEvaluable, "NE"),
    ];

    /// <summary>The code of a response; empty for none.</summary>
    public static string Code(this Response? response) => response is { } known ? known.Code() : "";

    /// <summary>The code of a response.</summary>
    public static string Code(this Response response) => Array.Find(Codes, pair => pair.Response == response).Code;

    /// <summary>The response that a code means, in upper or lower case; null where it means none.</summary>
    public static Response? Find(string code)
    {
        var place = Array.FindIndex(Codes, pair => string.Equals(pair.Code, code, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : Codes[place].Response;
    }
}

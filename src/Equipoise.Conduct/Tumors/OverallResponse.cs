namespace Equipoise.Conduct.Tumors;

/// <summary>The overall response at one assessment (RECIST 1.1, tables 1 and 2; Eisenhauer et al. 2009, Eur J Cancer 45:228).</summary>
public static class OverallResponse
{
    /// <summary>Joins the three judgments.</summary>
    /// <param name="target">The response of target lesions; null without any at baseline.</param>
    /// <param name="nonTarget">The response of non-target lesions; null without any at baseline.</param>
    /// <param name="newLesion">Whether there is a new lesion; an equivocal one is not progression.</param>
    public static Response Of(Response? target, Response? nonTarget, NewLesion newLesion)
    {
        if (newLesion == NewLesion.Yes || target == Response.Progressive || nonTarget == Response.Progressive)
            return Response.Progressive;
        return target switch
        {
            null => nonTarget ?? Response.NoEvidenceOfDisease,
            Response.Complete when nonTarget is not (null or Response.Complete) => Response.Partial,
            { } other => other,
        };
    }
}

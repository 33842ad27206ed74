using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Studies;

/// <summary>Finds the study that an address names, or answers why there is none.</summary>
internal static class StudyLookup
{
    /// <summary>Answers with what <paramref name="answer"/> makes of the study.</summary>
    /// <param name="nctId">The id as the address has it.</param>
    /// <param name="address">The right address for a study, which any other leads to.</param>
    /// <param name="request">The request.</param>
    /// <param name="registry">Where studies are.</param>
    /// <param name="answer">Makes the answer.</param>
    /// <param name="answerRemoved">Makes the answer about a study that was removed, from its last record and when that was; null to
    /// answer that it is gone.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IResult> FindAsync(
        string nctId,
        Func<StudyRecord, string> address,
        HttpRequest request,
        RegistryStore registry,
        Func<StoredStudy, Task<IResult>> answer,
        CancellationToken cancellation,
        Func<StudyRecord, DateTimeOffset, Task<IResult>>? answerRemoved = null)
    {
        if (!StudyId.TryParse(nctId, out var id))
            return NotFound("This is not a study id", "A study id looks like NCT07264075. Check the letters and digits, or start again from the list of studies.");
        try
        {
            var place = await registry.LookUpAsync(id, cancellation);
            if ((place.Study ?? (place.MovedTo is { } today ? await registry.FindAsync(today, cancellation) : null)) is { } study)
            {
                var right = address(study.Record);
                return string.Equals(request.Path.Value, right, StringComparison.Ordinal) ? await answer(study) : Results.Redirect(right + request.QueryString, permanent: true);
            }

            if (place.RemovedAt is not { } removed)
                return NotFound($"{id} is not here", "This site holds no study of that id. Check the digits, or start again from the list of studies.");
            return answerRemoved is not null && await LastAsync(id, registry, cancellation) is { } last ? await answerRemoved(last, removed) : Gone(id, removed);
        }
        catch (FormatException)
        {
            return ProblemPages.Show(StatusCodes.Status500InternalServerError, $"The record of {id} cannot be read", "It is stored here, but damaged. Whoever runs this site can import it again.");
        }
    }

    public static IResult NotFound(string title, string advice) => ProblemPages.Show(StatusCodes.Status404NotFound, title, advice);

    private static async Task<StudyRecord?> LastAsync(StudyId id, RegistryStore registry, CancellationToken cancellation) =>
        (await registry.VersionsAsync(id, cancellation)).FirstOrDefault(version => version.IsCurrent) is { } current
            ? await registry.FindVersionAsync(id, current.Number, cancellation)
            : null;

    private static IResult Gone(StudyId id, DateTimeOffset removed) =>
        ProblemPages.Show(StatusCodes.Status410Gone, $"{id} has been removed", $"Its registry no longer lists it. It was removed here on {Wording.Date(PartialDate.Parse(removed.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))}. What its record said is kept at /study/{id}/versions.");
}

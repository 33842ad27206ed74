using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>What observations say that are no values: findings, stages, progressions, pregnancy.</summary>
internal sealed partial class PatientBuilder
{
    // "HPV: positive", "pregnancy status: not pregnant"
    private void AddFinding(JsonElement resource, List<(string? System, string? Code)> codes, JsonElement? code, string source, FactDate? observed)
    {
        var date = observed is { IsIllegible: true } ? null : observed;
        if (codes.Exists(one => one.Code is "82810-3" or "11449-6"))
        {
            var answer = Json.Words(Json.Find(resource, "valueCodeableConcept") ?? Json.Find(resource, "valueString"));
            AddPregnancy(resource, answer.Exists(one => one is "77386006" or "la15173-0" or "pregnant") ? true : answer.Exists(one => one is "60001007" or "la26683-5" or "not-pregnant") ? false : ObservationValue.IsPositive(resource), observed, source);
            return;
        }

        // TNM: LOINC 21907-1 clinical and 21901-4 pathological M category. M1 is metastases; M0 is of its day and denies nothing later.
        if (codes.Exists(one => one.Code is "21907-1" or "21901-4"))
        {
            var category = Json.Find(resource, "valueCodeableConcept");
            if (Json.Codes(category).Select(one => one.Code).Concat(Json.Names(category)).Any(text => text is not null && text.Contains("M1", StringComparison.Ordinal)))
                AddEvent(conditions, ["metastases"], source, Standing.Present, date, null, NameOf(category));
            return;
        }

        // mCODE's stage group: LOINC 21908-9 clinical, 21902-2 pathological, 21914-7 either.
        if (codes.Exists(one => one.Code is "21908-9" or "21902-2" or "21914-7"))
        {
            if (reservation is null)
                stages.Note(Json.List(resource, "focus").Select(focus => Json.Text(focus, "reference")).FirstOrDefault(focus => focus is not null), Json.Find(resource, "valueCodeableConcept"), date);
            return;
        }

        // mCODE's cancer disease status: LOINC 97509-4 and 21976-6; SNOMED CT 271299001: worsened.
        if (codes.Exists(one => one.Code is "97509-4" or "21976-6"))
        {
            var status = Json.Find(resource, "valueCodeableConcept");
            if (observed is not null && reservation is null && (Json.Codes(status).Exists(one => one.Code is "271299001") || Json.Names(status).Exists(name => name.StartsWith("Progress", StringComparison.OrdinalIgnoreCase))))
                progressions.Add(observed);
            return;
        }

        var positive = ObservationValue.IsPositive(resource);
        if (codes.Exists(one => one.Code is "2106-3" or "2118-8" or "2110-5" or "80384-1"))
        {
            AddPregnancy(resource, positive, observed, source);
            return;
        }

        // An answer in words that is none of those known: "reactive?", "see comment".
        if (positive is null && Json.Find(resource, "valueString") is null && Json.Find(resource, "valueCodeableConcept") is null)
            return;
        // A marker of cancer that is negative denies no cancer; metastases are seen or not.
        if (ConceptFinder.Conditions(codes, Json.Names(code)).Where(one => !TumorNames.IsTumor(one)).ToList() is { Count: > 0 } found && !IsOfVaccination(Json.Names(code)))
            AddEvent(conditions, found, source, positive == false ? Standing.Absent : positive is null || IsAntibody(Json.Names(code)) ? Standing.Uncertain : Standing.Present, date, null, NameOf(code));
    }

    // Of a day that cannot be read, nobody knows whether it still holds; what cannot be read may be the latest word.
    private void AddPregnancy(JsonElement resource, bool? holds, FactDate? date, string source)
    {
        if (holds is { } known && reservation is null && date is not { IsIllegible: true })
            circumstances.Add(new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", known, date, source));
        else if (ObservationValue.Written(resource) is { } written)
            circumstances.Add(CircumstanceFact.NotRead(CircumstanceKind.Pregnancy, "pregnant", reservation ?? written, date, source));
    }

    // Antibodies to the surface antigen of hepatitis B mostly come from a vaccination, and who lacks them may have the infection.
    private static bool IsOfVaccination(List<string> names) =>
        names.Exists(name => name.Contains("surface Ab", StringComparison.OrdinalIgnoreCase) || name.Contains("surface antibod", StringComparison.OrdinalIgnoreCase) || name.Contains("anti-HBs", StringComparison.OrdinalIgnoreCase) || name.Contains("HBsAb", StringComparison.OrdinalIgnoreCase));

    // Antibodies outlast the infection that they were made against.
    private static bool IsAntibody(List<string> names) => names.Exists(name => Antibody().IsMatch(name));

    [GeneratedRegex(@"\b(?:Ab|IgG|IgM|antibod(?:y|ies))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Antibody();
}

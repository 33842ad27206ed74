using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Studies;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What <c>/api/conduct/v1</c> shows of each thing.</summary>
internal static class TrialViews
{
    public static object Of(ConductedStudy study) => new { id = study.Id, title = study.Title, protocolVersion = study.ProtocolVersion, status = study.Status, locked = study.Locked != 0, randomized = study.Randomized, version = study.Version };

    public static object Of(Equipoise.Conduct.Sites.Site site) => new
    {
        code = site.Code,
        name = site.Name,
        region = site.Region,
        country = site.Country,
        timeZone = site.TimeZone,
        status = site.Status,
        enrollmentCap = site.EnrollmentCap,
        screened = site.Screened,
        randomized = site.Randomized,
        ranges = site.ReferenceRanges(),
        version = site.Version,
    };

    public static object Of(Participant participant) => new
    {
        code = participant.Code,
        site = participant.Site,
        status = participant.Status,
        protocolVersion = participant.ProtocolVersion,
        screenedOn = participant.ScreenedOn,
        rescreenedFrom = participant.RescreenedFrom,
        failureReason = participant.FailureReason,
        locked = participant.Locked != 0,
        failedCriteria = participant.FailedCriteria?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };

    public static object Of(Casebook casebook) => new
    {
        participant = Of(casebook.File.Participant),
        consents = casebook.File.Consents.Select(Of),
        entries = casebook.File.Entries.Select(Of),
        decisions = casebook.File.Decisions.Select(Of),
        signatures = casebook.Signatures.Select(Of),
        dispositions = casebook.Dispositions,
        queries = casebook.Queries.Select(Of),
        allocation = casebook.Allocation is { } allocation
            ? new { arm = allocation.Arm, randomizationNumber = allocation.RandomizationNumber, randomizedAt = allocation.RandomizedAt, randomizedOn = allocation.RandomizedOn }
            : null,
    };

    public static object Of(SiteCasebook casebook) => new
    {
        study = casebook.Study,
        site = Of(casebook.Site),
        participants = casebook.Casebooks.Select(Of),
        deviations = casebook.Deviations.Select(TreatmentViews.Of),
        seriousEventReports = casebook.Reports.Select(report => new { participant = report.Participant, entry = report.Entry, report = AssessmentViews.Of(report), content = JsonSerializer.Deserialize<JsonElement>(report.Content) }),
        isSimulated = casebook.IsSimulated,
        audit = casebook.Trail.Select(Of),
    };

    public static object Of(Consent consent) => new
    {
        number = consent.Number,
        consentVersion = consent.ConsentVersion,
        protocolVersion = consent.ProtocolVersion,
        consentedOn = consent.ConsentedOn,
        obtainedBy = consent.ObtainedBy,
        withdrawnOn = consent.WithdrawnOn,
        stillAllowed = consent.StillAllowed?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };

    public static object Of(FormEntry entry) => new
    {
        id = entry.Id,
        form = entry.Form,
        visit = entry.Visit,
        visitCount = entry.VisitCount,
        number = entry.Number,
        recordedOn = entry.RecordedOn,
        status = entry.Status,
        verified = entry.Verified != 0,
        frozen = entry.Frozen != 0,
        locked = entry.Locked != 0,
        answers = entry.Values(),
        version = entry.Version,
    };

    public static object Of(DataQuery query) => new
    {
        participant = query.Participant,
        number = query.Number,
        site = query.Site,
        entry = query.Entry,
        form = query.Form,
        field = query.Field,
        check = query.Check,
        question = query.Question,
        status = query.Status,
        openedAt = query.OpenedAt,
        openedBy = query.OpenedName,
        version = query.Version,
    };

    public static object Of(ParticipantReview review, string? contentHash = null) => new
    {
        participant = Of(review.Participant),
        entries = review.Entries,
        verified = review.Verified,
        frozen = review.Frozen,
        locked = review.Locked,
        openQueries = review.Open,
        answeredQueries = review.Answered,
        casebook = review.State.ToString(),
        signature = review.Signature is { } signature ? Of(signature) : null,
        hindrances = review.Hindrances,
        contentHash,
    };

    public static object Of(StudyReview review) => new { study = Of(review.Study), participants = review.Participants.Select(one => Of(one)) };

    public static object Of(QueryThread thread) => new
    {
        query = Of(thread.Query),
        events = thread.Events.Select(turn => new { number = turn.Number, kind = turn.Kind, text = turn.Words, at = turn.At, name = turn.Name }),
    };

    public static object Of(Decision decision) => new
    {
        criterion = decision.Criterion,
        statement = decision.Statement,
        holds = decision.Holds != 0,
        source = decision.Source,
        reason = decision.Reason,
        decidedOn = decision.DecidedOn,
        decidedBy = decision.DecidedBy,
        version = decision.Version,
    };

    public static object Of(EligibilityReport report) => new
    {
        eligible = report.IsEligible,
        contentHash = report.ContentHash,
        criteria = report.Criteria.Select(criterion => new
        {
            id = criterion.Verdict.Criterion.Id,
            text = criterion.Verdict.Criterion.Text,
            verdict = criterion.Verdict.Verdict.ToString(),
            decides = criterion.Verdict.Decides,
            blocks = criterion.Blocks,
            reason = criterion.Verdict.Finding.Reason?.ToString(),
            sentence = criterion.Verdict.Finding.Sentence,
            evidence = criterion.Verdict.Finding.Evidence,
            statements = criterion.Statements.Select(open => new { statement = open.Statement, decision = open.Decision is null ? null : Of(open.Decision) }),
        }),
    };

    public static object Of(ElectronicSignature signature) => new
    {
        number = signature.Number,
        meaning = signature.Meaning,
        subject = signature.Subject,
        contentHash = signature.ContentHash,
        name = signature.Name,
        signedAt = signature.SignedAt,
    };

    public static object Of(Scheme scheme) => new
    {
        number = scheme.Number,
        protocolVersion = scheme.ProtocolVersion,
        commitment = scheme.Commitment,
        activatedAt = scheme.ActivatedAt,
        retiredAt = scheme.RetiredAt,
        retiredReason = scheme.RetiredReason,
    };

    public static object Of(AuditEntry entry) => new
    {
        trail = entry.Trail,
        number = entry.Number,
        at = entry.At,
        siteTime = entry.SiteTime,
        account = entry.AccountId,
        username = entry.Username,
        name = entry.Name,
        roles = entry.Roles,
        from = entry.From,
        action = entry.Action,
        site = entry.Site,
        participant = entry.Participant,
        subject = entry.Subject,
        changes = JsonSerializer.Deserialize<JsonElement>(entry.Changes),
        reason = entry.Reason,
        protocolVersion = entry.ProtocolVersion,
        simulated = entry.IsSimulated,
        reallyAt = entry.ReallyAt,
        previousHash = entry.PreviousHash,
        hash = entry.Hash,
    };
}

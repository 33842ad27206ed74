using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Assessments;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Analyses;
using Equipoise.Analysis.Adam;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Laboratory.Import;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Quality;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Publication;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Conduct.Timelines;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Tumors;
using Equipoise.Web.Conduct.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Conduct;

/// <summary>The steps of a trial, for the endpoints that take them.</summary>
internal static class TrialServices
{
    public static void Add(IServiceCollection services, ConductRoom room)
    {
        services.AddSingleton(new SlotSource(room.SealKey, room.Demo?.SchemeSeed));
        services.AddSingleton<AuditReader>();
        services.AddSingleton<StudySteps>();
        services.AddSingleton<SiteSteps>();
        services.AddSingleton<ScreeningSteps>();
        services.AddSingleton<AmendmentSteps>();
        services.AddSingleton<FormSteps>();
        services.AddSingleton<ReviewSteps>();
        services.AddSingleton<QuerySteps>();
        services.AddSingleton<ReviewReader>();
        services.AddSingleton<LockSteps>();
        services.AddSingleton<CasebookExport>();
        services.AddSingleton<StudyExports>();
        services.AddSingleton<AdamExport>();
        services.AddSingleton<DispositionSteps>();
        services.AddSingleton<TreatmentSteps>();
        services.AddSingleton<DeviationSteps>();
        services.AddSingleton<FindingSteps>();
        services.AddSingleton<EligibilitySteps>();
        services.AddSingleton<ParticipantReader>();
        services.AddSingleton<StudyRecordsReader>();
        services.AddSingleton<DataCutSteps>();
        services.AddSingleton<AssessmentReader>();
        services.AddSingleton<ExposureReader>();
        services.AddSingleton<ResponseReader>();
        services.AddSingleton<QualityReader>();
        services.AddSingleton<TimelineReader>();
        services.AddSingleton<SeriousEventSteps>();
        services.AddSingleton<LaboratoryImport>();
        services.AddSingleton<PublicationSteps>();
        services.AddSingleton<SchemeSteps>();
        services.AddSingleton<Randomizer>();
        services.AddScoped<ISignatureCheck, PasswordAgain>();
        services.AddScoped<SignatureSteps>();
        services.AddScoped<PlanSteps>();
        services.AddScoped<LookSteps>();
        services.AddScoped<StudyPlans>();
        services.AddScoped<StudyLooks>();
    }
}

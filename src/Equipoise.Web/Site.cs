using Equipoise.Conduct.Publication;
using System.Net;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Search;
using Equipoise.Web.About;
using Equipoise.Web.Api;
using Equipoise.Web.Background;
using Equipoise.Web.Conditions;
using Equipoise.Web.Conduct;
using Equipoise.Web.Designs;
using Equipoise.Web.Expert;
using Equipoise.Web.Exports;
using Equipoise.Web.Finder;
using Equipoise.Web.Glossary;
using Equipoise.Web.Operations;
using Equipoise.Web.Places;
using Equipoise.Web.Saved;
using Equipoise.Web.Screening;
using Equipoise.Web.Shared;
using Equipoise.Web.Shared.Assets;
using Equipoise.Web.Studies;
using Equipoise.Web.Studies.Kept;
using Equipoise.Web.Studies.Published;
using Equipoise.Web.Studies.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web;

/// <summary>The site: everything Equipoise says over HTTP.</summary>
public static class Site
{
    private const int LongestRequestBuffer = 1024 * 1024;

    /// <summary>Puts a site together that serves <paramref name="registry"/>, searched by <paramref name="index"/>, on <paramref name="urls"/>; start and stop it
    /// as any <see cref="WebApplication"/>.</summary>
    /// <param name="registry">The records.</param>
    /// <param name="index">The index of the same records.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="logRequests">Whether each request leaves a line in the log.</param>
    /// <param name="conduct">What it takes to conduct trials; without it there are only public pages.</param>
    /// <param name="rateLimit">How many requests to the public API one address may make; null for any number.</param>
    /// <param name="publicAddress">Where people reach the site; null to take the address that a request names.</param>
    /// <param name="readerPatience">How long the reader of a long answer may take nothing before the site hangs up; null for 8 s.</param>
    public static WebApplication Build(
        RegistryStore registry, StudyIndex index, IEnumerable<string> urls, bool logRequests = true, ConductRoom? conduct = null, RateLimit? rateLimit = null,
        Uri? publicAddress = null, TimeSpan? readerPatience = null)
    {
        if (conduct?.Demo is not null && urls.FirstOrDefault(url => !IsLoopback(url)) is { } reachable)
            throw new ArgumentException($"A simulated trial is shown on this machine alone, and {reachable} can be reached from others.", nameof(urls));
        // Empty: neither the environment nor a file in the folder we were started from configures the site, only its words.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Site).Assembly.GetName().Name,
        });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Programs put long lists of ids and words into addresses. What the server itself refuses, it refuses without a word: so it takes twice of what we do.
            kestrel.Limits.MaxRequestLineSize = 2 * LongRequests.LongestAddress;
            kestrel.Limits.MaxRequestHeadersTotalSize = 2 * LongRequests.LongestHeaders;
            kestrel.Limits.MaxRequestBufferSize = LongestRequestBuffer;
        });
        LogToStandardError(builder.Logging, logRequests);
        builder.Services.AddSingleton(registry);
        builder.Services.AddSingleton(index);
        builder.Services.AddSingleton(new PublicOrigin(publicAddress));
        builder.Services.AddSingleton<TimeProvider>(conduct?.Demo is { } demo ? demo.Clock : TimeProvider.System);
        builder.Services.AddSingleton<Registry.Finding.Finder>();
        builder.Services.AddSingleton<HiddenMatches>();
        builder.Services.AddSingleton<StudyPlaces>();
        builder.Services.AddSingleton<StudyConditions>();
        builder.Services.AddSingleton(services => new PublishedStates(conduct is null ? null : services.GetRequiredService<PublicationSteps>(), TimeProvider.System));
        builder.Services.AddSingleton<KeptPages>();
        builder.Services.AddSingleton<StudyPageMaker>();
        builder.Services.AddSingleton<MetricsCollector>();
        builder.Services.AddSingleton(readerPatience is { } patience ? new ReaderPatience(patience) : ReaderPatience.Usual);
        builder.Services.AddSingleton<BulkTurns>();
        builder.Services.AddResponseCompression(Compression.Configure);
        builder.Services.AddSingleton<Registry.Essie.ExactTerms>();
        builder.Services.AddSingleton<ExpertFinder>();
        builder.Services.AddSingleton<Registry.Api.Searching.StudySearch>();
        builder.Services.AddSingleton(_ => new Registry.Api.Statistics.StudyStatistics(registry, Path.Combine(index.Folder, "statistics.tsv")));
        builder.Services.AddHostedService<IndexFollower>();
        if (conduct is not null)
            SignedInServices.Add(builder.Services, conduct);
        builder.Services.AddHostedService<StatisticsCounter>();

        var site = builder.Build();
        foreach (var url in urls)
            site.Urls.Add(url);
        UsePipelines(site, conduct, rateLimit);
        return site;
    }

    /// <summary>Whether an address to listen on can be reached from this machine alone.</summary>
    public static bool IsLoopback(string url) => BindingAddress.Parse(url).Host is var host && (host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    private static void UsePipelines(WebApplication site, ConductRoom? conduct, RateLimit? rateLimit)
    {
        // From here on every request is measured.
        site.Services.GetRequiredService<MetricsCollector>();
        site.UseRouting();
        if (conduct is not null)
        {
            // From here on a request to a signed-in page goes its own way.
            site.MapWhen(SignedInPipeline.Owns, SignedInPipeline.Use);
            site.MapConduct(isDemo: conduct.Demo is not null);
        }

        site.UseMiddleware<RequestLog>();
        site.UseMiddleware<SecurityHeaders>();
        site.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<CompressesItself>() is null, others => others.UseResponseCompression());
        site.UseMiddleware<ApiHeaders>();
        site.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ProblemPages.ShowAsync,
            StatusCodeSelector = ProblemPages.StatusOf,
            // What others send is no failure of ours, an index that is being built none at all.
            SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException or SearchException { IsFirstBuild: true },
        });
        site.UseMiddleware<LongRequests>();
        if (rateLimit is not null)
            site.UseMiddleware<RateLimiting>(rateLimit);
        site.UseMiddleware<ParameterCheck>();
        site.UseStatusCodePages(problem => ProblemPages.ShowAsync(problem.HttpContext));
        site.MapHome();
        site.MapSearch();
        site.MapExpert();
        site.MapSearchExports();
        site.MapSearchFeed();
        site.MapLocations();
        site.MapConditions();
        site.MapCompare();
        site.MapSaved();
        site.MapAbout();
        site.MapSitemap();
        site.MapStudies();
        site.MapVersions();
        site.MapGlossary();
        site.MapDesigns();
        site.MapAssets();
        site.MapApi();
        site.MapEligibilityApi();
        site.MapDescription();
        site.MapPrescreen();
        site.MapScreening();
        site.MapCriteria();
        site.MapApiGuide();
        site.MapHealth();
        site.MapMetrics();
    }

    private static void LogToStandardError(ILoggingBuilder logging, bool logRequests)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter(typeof(RequestLog).FullName, logRequests ? LogLevel.Information : LogLevel.None);
        // A site that cannot start says so to its caller, who tells the person.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // Where the keys are kept is said in the guide; that nothing else seals them is so by design.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddConsole(console => console.FormatterName = JsonLines.FormatName);
        logging.AddConsoleFormatter<JsonLines, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

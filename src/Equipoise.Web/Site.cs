using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Background;
using Equipoise.Web.Finder;
using Equipoise.Web.Glossary;
using Equipoise.Web.Operations;
using Equipoise.Web.Shared;
using Equipoise.Web.Shared.Assets;
using Equipoise.Web.Studies;
using Equipoise.Web.Studies.Versions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Equipoise.Web;

/// <summary>The site: everything Equipoise says over HTTP.</summary>
public static class Site
{
    /// <summary>Puts a site together that serves <paramref name="registry"/>, searched by <paramref name="index"/>, on <paramref name="urls"/>; start and stop it
    /// as any <see cref="WebApplication"/>.</summary>
    public static WebApplication Build(RegistryStore registry, StudyIndex index, IEnumerable<string> urls)
    {
        // Empty: neither the environment nor a file in the folder we were started from configures the site, only its words.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Site).Assembly.GetName().Name,
        });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        LogToStandardError(builder.Logging);
        builder.Services.AddSingleton(registry);
        builder.Services.AddSingleton(index);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Registry.Finding.Finder>();
        builder.Services.AddHostedService<IndexFollower>();

        var site = builder.Build();
        foreach (var url in urls)
            site.Urls.Add(url);
        UsePublicPipeline(site);
        return site;
    }

    private static void UsePublicPipeline(WebApplication site)
    {
        site.UseMiddleware<SecurityHeaders>();
        site.UseExceptionHandler(failure => failure.Run(ProblemPages.ShowAsync));
        site.UseStatusCodePages(problem => ProblemPages.ShowAsync(problem.HttpContext));
        site.MapHome();
        site.MapSearch();
        site.MapStudies();
        site.MapVersions();
        site.MapGlossary();
        site.MapAssets();
        site.MapHealth();
    }

    private static void LogToStandardError(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Warning);
        // A site that cannot start says so to its caller, who tells the person.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            // The request id, which an error page shows too.
            json.IncludeScopes = true;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}

using Equipoise.Web.Conduct.Frame;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Conduct.Accounts;
using Equipoise.Web.Conduct.Demo;
using Equipoise.Web.Conduct.SignIn;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Conduct;

/// <summary>What signed-in pages need: ASP.NET Core Identity's core over our accounts, cookies, and seals.</summary>
internal static class SignedInServices
{
    /// <summary>After so long without a request a session ends.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromMinutes(30);

    /// <summary>After so long a session ends in any case.</summary>
    public static readonly TimeSpan WholeLife = TimeSpan.FromHours(12);

    /// <summary>The shortest password.</summary>
    public const int ShortestPassword = 12;

    public static void Add(IServiceCollection services, ConductRoom room)
    {
        services.AddSingleton(room);
        services.AddSingleton(room.Store);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<CarriedForms>();
        services.AddSingleton<SealedKeys>();
        services.AddScoped<Reauthentication>();
        TrialServices.Add(services, room);
        services.AddDataProtection().SetApplicationName("Equipoise").PersistKeysToFileSystem(OwnFolder(room.KeyFolder));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.FormFieldName = FormToken.FieldName;
            antiforgery.Cookie.Name = "equipoise-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddHttpContextAccessor();
        if (room.Demo is not null)
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = DemoMode.HashRounds);
        services.AddScoped<IUserStore<Account>, AccountUserStore>();
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Password.RequiredLength = ShortestPassword;
            identity.Password.RequiredUniqueChars = 5;
            identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        }).AddPasswordValidator<PasswordRules>().AddSignInManager().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(ConfigureSession);
            cookies.TwoFactorUserIdCookie!.Configure(cookie =>
            {
                cookie.Cookie.Name = "equipoise-second";
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        });
    }

    private static void ConfigureSession(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "equipoise-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = IdleLife;
        cookie.SlidingExpiration = true;
        // Whether the session still stands, the gate asks at every request (SessionStart, Gate).
        cookie.Events.OnValidatePrincipal = context =>
        {
            if (SessionStart.Of(context.Properties) is not { } began || context.HttpContext.Service<TimeProvider>().GetUtcNow() - began > WholeLife)
                context.RejectPrincipal();
            return Task.CompletedTask;
        };
    }

    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}

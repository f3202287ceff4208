using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rampart.Bus;
using Rampart.Bus.Faults;
using Rampart.Gateway.Description;
using Rampart.Gateway.Keys;
using Rampart.Gateway.Limits;
using Rampart.Gateway.Models;
using Rampart.Gateway.Problems;
using Rampart.Gateway.Runs;
using Rampart.Gateway.Webhooks;
using Rampart.Hosting;
using Rampart.Triggers;

namespace Rampart.Gateway;

/// <summary>Adds the gateway to a process.</summary>
public static class GatewayRegistration
{
    /// <summary>Adds the HTTP API. Call it after the services whose runs and dead letters it is to know, after coordination.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="options">How it is operated.</param>
    /// <param name="bus">The broker.</param>
    /// <exception cref="ConfigurationException">There is no key, or something is wrong with one.</exception>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options, BusOptions bus)
    {
        services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        services.AddAuthorization(authorization =>
        {
            foreach (string scope in ApiScopes.All.Select(ApiScopes.Word))
            {
                authorization.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireClaim(ScopeClaim.Type, scope));
            }
        });
        services.AddRateLimiter(limiter => RequestLimits.Configure(limiter, options));
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.Timeout, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        services.AddRouting();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => GatewayJson.Configure(json.SerializerOptions));
        services.AddExceptionHandler<ExceptionProblems>().AddProblemDetails();
        services.AddApiDescription();
        services.TryAddSingleton<WatchRegister>();
        services.TryAddSingleton<WatchLogs>();
        services.TryAddSingleton<ITriggerInbox, TriggerInbox>();
        if (bus.Uri is not null)
        {
            services.AddDeadLetters(bus, ServiceNames.Notifications);
        }
        return services
            .AddSingleton(options)
            .AddSingleton(ApiKeys.Read(options))
            .AddSingleton<DataPlaces>()
            .AddSingleton<RunCommands>()
            .AddSingleton<RunList>()
            .AddSingleton<RunEventStream>()
            .AddSingleton<ModelDecisions>()
            .AddSingleton<EventOwners>()
            .AddSingleton<IWebService, GatewayService>();
    }
}

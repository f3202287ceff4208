using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;

namespace Rampart.RegisteredModels;

/// <summary>Adds the kind of stage that offers a model of the registry. It has no work items, and so no service.</summary>
public static class RegisteredModelRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new("registered", typeof(RegisteredModelParameters), 1, new RegisteredModelPlan(), Command: null)
    {
        Description = "Offers a model of the registry, such as the one in production: to go on from it, or to measure others against it.",
        OffersModel = true,
        Registered = parameters => ((RegisteredModelParameters)parameters).Source,
    };

    /// <summary>Adds the kind.</summary>
    public static IServiceCollection AddRegisteredModels(this IServiceCollection services) => services.AddSingleton(Kind);
}

using Microsoft.Extensions.DependencyInjection;
using Rampart.Evaluation;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Preprocessing;
using Rampart.RegisteredModels;
using Rampart.Training;

namespace Rampart.Cli;

/// <summary>The services that the tool hosts besides coordination, one line each.</summary>
static class Services
{
    public static void AddAll(IServiceCollection services) => services
        .AddPreprocessing()
        .AddTraining()
        .AddMining()
        .AddPairing()
        .AddEvaluation()
        .AddRegisteredModels();
}

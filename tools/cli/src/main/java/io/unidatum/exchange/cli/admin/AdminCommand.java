package io.unidatum.exchange.cli.admin;

import io.unidatum.exchange.cli.settings.LooksAtRunning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code exchange admin}: what operators do. */
@Command(
        name = "admin",
        description = {
            "Administers a running exchange with an operator's key (OPERATOR_KEY_FILE).",
            "Each answer names the event by which the change stands in the journal; a reject says why, with exit "
                    + "code 1."
        },
        subcommands = {
            InitAction.class,
            AccountActions.CreateAccount.class,
            AccountActions.SetAccount.class,
            AccountActions.ApiKey.class,
            FundActions.Deposit.class,
            FundActions.Adjust.class,
            WithdrawalActions.Rules.class,
            WithdrawalActions.Listing.class,
            WithdrawalActions.EndWithdrawal.class,
            MarketActions.CreateAsset.class,
            MarketActions.CreateInstrument.class,
            MarketActions.FeeTier.class,
            StatusActions.SetStatus.class,
            StatusActions.Halt.class,
            StatusActions.Resume.class,
            StatusActions.Rules.class,
            RiskActions.AccountLimits.class,
            RiskActions.MassCancel.class,
            RiskActions.KillSwitch.class,
            ClusterActions.Principal.class,
            ClusterActions.Snapshot.class,
            ClusterActions.StateHash.class,
            ClusterActions.EncodingVersion.class,
            RetentionActions.Consumers.class,
            RetentionActions.Consumer.class,
            RetentionActions.Retention.class,
            RetentionActions.Space.class,
            ShowCommand.class
        })
public final class AdminCommand implements Runnable, LooksAtRunning {
    @Spec
    private CommandSpec spec;

    /** Constructs the command, to be filled by picocli. */
    public AdminCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do, such as 'exchange admin show accounts'");
    }
}

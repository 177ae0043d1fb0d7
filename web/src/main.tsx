import {render} from "preact";
import {Api} from "./api";
import {Page} from "./page";
import {takeToken} from "./token";
import "./style/page.css";

render(<Page api={new Api(takeToken())}/>, document.getElementById("page")!);
